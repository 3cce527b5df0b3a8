/// Times short runs of a call and keeps the quickest, the one that nothing disturbed.
struct Stopwatch {
  /// How long one call is measured, in seconds.
  var seconds = 0.08

  /// Nanoseconds of the quickest run of `body`.
  func nanoseconds(_ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    func nanoseconds(of count: Int) -> Double {
      let time = clock.measure { for _ in 0..<count { body() } }.components
      return Double(time.seconds) * 1e9 + Double(time.attoseconds) * 1e-9
    }
    let first = nanoseconds(of: 1)
    // Runs of about 200 us: long against the clock, short against the scheduler's slices.
    let count = max(1, Int(200_000 / max(first, 1)))
    var best = Double.infinity
    var spent = first
    repeat {
      let run = nanoseconds(of: count)
      spent += run
      best = min(best, run / Double(count))
    } while spent < seconds * 1e9
    return best
  }
}
