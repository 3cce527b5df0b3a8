import Dragoman

/// How steady and how late a replay's translation was, in one target language. Times are seconds of the recording.
public struct ReplayMeasures: Sendable, Codable {
  public struct Lag: Sendable, Codable {
    public var median: Double
    public var p95: Double
    public var largest: Double

    init(_ values: [Double]) {
      let sorted = values.sorted()
      median = ReplayMeasures.rounded(Percentile.of(sorted, 0.5) ?? 0)
      p95 = ReplayMeasures.rounded(Percentile.of(sorted, 0.95) ?? 0)
      largest = ReplayMeasures.rounded(sorted.last ?? 0)
    }
  }

  public var target: LanguageTag
  public var segments: Int
  public var updates: Int
  /// Units (words, ideographs) taken back, by units of the finals.
  public var normalizedErasure: Double
  /// Length-adaptive average lagging (Papi and others, 2022), with compute.
  public var averageLagging: Double
  /// From the moment a revision is known to the display of its translation: waiting and computing.
  public var display: Lag
  /// From the moment a revision is known to the next display that differs, of it or of a later one: what a policy
  /// holds back counts as well.
  public var update: Lag
  /// From the moment up to which a speaker at an even pace would have come with a word of the final translation, to
  /// the display of that word for good.
  public var word: Lag
  /// From a segment's first word to the first word on display.
  public var firstWord: Lag
  /// From the end of a segment to its final.
  public var final: Lag

  /// For each segment: its end in the recording, and the lag of its final.
  public var finals: [[Double]]

  public init(_ trace: ReplayTrace, target: LanguageTag) {
    self.target = target
    let displays = trace.displays(target)
    var (erased, units, count) = (0, 0, 0)
    var (lagging, displayed, updates): ([Double], [Double], [Double]) = ([], [], [])
    var (words, first, finals): ([Double], [Double], [Double]) = ([], [], [])
    var places: [[Double]] = []
    for (number, segment) in trace.recording.segments.enumerated() {
      guard let shown = displays[number], let last = shown.last else { continue }
      count += shown.count
      erased += zip(shown, shown.dropFirst()).reduce(0) { $0 + ReadingUnits.erased($1.0.text, by: $1.1.text) }
      let emissions = Self.emissions(of: shown)
      units += emissions.count
      let duration = max(segment.end - segment.start, 0.001)
      lagging.append(Self.averageLagging(emissions, segment, duration))
      for (index, time) in emissions.enumerated() {
        words.append(time - (segment.start + duration * Double(index + 1) / Double(emissions.count)))
      }
      displayed += shown.compactMap { display in
        let place = display.sourceRevision - 1
        return segment.words.indices.contains(place) ? display.time - segment.words[place].time : nil
      }
      for (revision, word) in segment.words.enumerated() {
        guard let display = shown.first(where: { $0.sourceRevision >= revision + 1 }) else { continue }
        updates.append(display.time - word.time)
      }
      if let display = shown.first(where: { !$0.text.isEmpty }), let word = segment.words.first {
        first.append(display.time - word.time)
      }
      finals.append(last.time - segment.end)
      places.append([Self.rounded(segment.end), Self.rounded(last.time - segment.end)])
    }
    segments = finals.count
    self.updates = count
    normalizedErasure = units > 0 ? Self.rounded(Double(erased) / Double(units)) : 0
    averageLagging = lagging.isEmpty ? 0 : Self.rounded(lagging.reduce(0, +) / Double(lagging.count))
    (display, update, word) = (Lag(displayed), Lag(updates), Lag(words))
    (firstWord, final) = (Lag(first), Lag(finals))
    self.finals = places
  }

  /// When each unit of the last text came to stay.
  private static func emissions(of shown: [ReplayTrace.Display]) -> [Double] {
    guard let last = shown.last else { return [] }
    let final = ReadingUnits.of(last.text)
    var times = [Double](repeating: last.time, count: final.count)
    // Backwards: a unit has stayed as long as all before it have been as in the end.
    var staying = final.count
    for display in shown.reversed() {
      staying = min(staying, ReadingUnits.commonPrefix(ReadingUnits.of(display.text), final))
      for index in 0..<staying { times[index] = display.time }
    }
    return times
  }

  /// - Parameter emissions: of each unit of the final.
  private static func averageLagging(
    _ emissions: [Double], _ segment: Recording.Segment, _ duration: Double
  ) -> Double {
    guard !emissions.isEmpty else { return 0 }
    let step = duration / Double(emissions.count)
    var (sum, count) = (0.0, 0)
    for (index, time) in emissions.enumerated() {
      let delay = time - segment.start
      sum += delay - Double(index) * step
      count += 1
      if delay >= duration { break }
    }
    return sum / Double(count)
  }

  static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
