import Dragoman

/// What came back during a replay, and when.
public struct ReplayTrace: Sendable {
  public struct Event: Sendable {
    /// Seconds of the recording.
    public var time: Double
    public var message: ServerMessage
  }

  public var recording: Recording
  public var events: [Event]
  public var speed: Double

  /// The finals of a target, in the order of the segments.
  public func finals(_ target: LanguageTag) -> [ServerMessage.Final] {
    events.compactMap { event in
      if case .final(let final) = event.message, final.target == target { final } else { nil }
    }.sorted { Self.number($0.segment) < Self.number($1.segment) }
  }

  /// For each segment what was shown of it, in order.
  func displays(_ target: LanguageTag) -> [Int: [Display]] {
    var displays: [Int: [Display]] = [:]
    for event in events {
      switch event.message {
      case .partial(let partial) where partial.target == target:
        displays[Self.number(partial.segment), default: []].append(
          Display(
            time: event.time, text: partial.stable + partial.tail, sourceRevision: partial.sourceRevision))
      case .final(let final) where final.target == target:
        let number = Self.number(final.segment)
        let words = recording.segments.indices.contains(number) ? recording.segments[number].words.count : 0
        displays[number, default: []].append(
          Display(time: event.time, text: final.text, sourceRevision: words))
      default: break
      }
    }
    return displays
  }

  struct Display: Sendable {
    var time: Double
    var text: String
    var sourceRevision: Int
  }

  private static func number(_ segment: SegmentID) -> Int {
    if case .number(let number) = segment { number } else { -1 }
  }
}
