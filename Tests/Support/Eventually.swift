/// Waits until `condition` holds, five minutes at most: tests share their cores, so even short work may come late.
/// - Returns: whether it came to hold.
public func eventually(_ condition: () -> Bool) async throws -> Bool {
  let clock = ContinuousClock()
  let limit = clock.now + .seconds(300)
  while !condition() {
    guard clock.now < limit else { return false }
    try await Task.sleep(for: .milliseconds(20))
  }
  return true
}
