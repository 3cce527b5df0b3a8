import Synchronization

/// A value that is made anew when it is older than a moment.
final class ShortMemory<Value: Sendable>: Sendable {
  private let lifetime: Duration
  private let kept = Mutex<(value: Value, made: ContinuousClock.Instant)?>(nil)

  init(seconds: Double) { lifetime = .seconds(seconds) }

  func value(_ make: () -> Value) -> Value {
    if let kept = kept.withLock({ $0 }), kept.made.duration(to: .now) < lifetime { return kept.value }
    let value = make()
    kept.withLock { $0 = (value, .now) }
    return value
  }
}
