/// A rate that may be used in one go after a pause.
package struct TokenBucket: Sendable {
  private let perSecond: Double
  private let capacity: Double
  private var tokens: Double
  private var last: ContinuousClock.Instant

  package init(perMinute: Int, now: ContinuousClock.Instant) {
    (perSecond, capacity) = (Double(perMinute) / 60, Double(max(perMinute, 1)))
    (tokens, last) = (capacity, now)
  }

  /// Takes one; otherwise, the seconds until there is one.
  package mutating func take(now: ContinuousClock.Instant) -> Double? {
    tokens = min(capacity, tokens + last.duration(to: now).seconds * perSecond)
    last = now
    guard tokens >= 1 else { return (1 - tokens) / perSecond }
    tokens -= 1
    return nil
  }

  /// Whether it is as good as new.
  package func isFull(now: ContinuousClock.Instant) -> Bool {
    tokens + last.duration(to: now).seconds * perSecond >= capacity
  }
}
