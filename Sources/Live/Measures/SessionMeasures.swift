/// What a session has measured of itself.
struct SessionMeasures: Sendable {
  /// Units taken back, and units of the finals.
  var erased = 0
  var partials = 0
  private(set) var finals = 0
  private var finalUnits = 0
  /// Milliseconds, of the last finals.
  private var lags: [Int] = []
  private var lastStatistics: ContinuousClock.Instant?

  private static let remembered = 1000
  private static let pause = Duration.seconds(5)

  mutating func note(final text: String, lag: Duration) {
    finals += 1
    finalUnits += ReadingUnits.of(text).count
    lags.append(lag.milliseconds)
    if lags.count > Self.remembered { lags.removeFirst(lags.count - Self.remembered) }
  }

  func statistics(queue: Int) -> ServerMessage.Statistics {
    let sorted = lags.sorted()
    return .init(
      queue: queue, lagMedian: Percentile.of(sorted, 0.5), lag95: Percentile.of(sorted, 0.95),
      normalizedErasure: finalUnits > 0
        ? (Double(erased) / Double(finalUnits) * 1000).rounded() / 1000 : 0)
  }

  /// Not oftener than every few seconds.
  mutating func statisticsIfDue(queue: Int, at time: ContinuousClock.Instant) -> ServerMessage.Statistics? {
    if let lastStatistics, time - lastStatistics < Self.pause { return nil }
    lastStatistics = time
    return statistics(queue: queue)
  }

  func summary(segments: Int) -> ServerMessage.Summary {
    .init(segments: segments, finals: finals, partials: partials, statistics: statistics(queue: 0))
  }
}
