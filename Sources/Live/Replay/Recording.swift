import Documents
import Dragoman
import Foundation

/// A recording's words with the moments at which they are known.
public struct Recording: Sendable {
  public struct Segment: Sendable {
    public var speaker: String?
    /// With the space before each.
    public var words: [(text: String, time: Double)]
    public var start: Double

    public var text: String { words.map(\.text).joined() }
    public var end: Double { words.last?.time ?? start }
  }

  public var segments: [Segment]
  public var duration: Double { segments.last?.end ?? 0 }

  /// Sentences spoken one after the other at an even pace.
  ///
  /// - Parameter unitsPerMinute: words, of Chinese and Japanese characters.
  public init(sentences: [String], unitsPerMinute: Double, pause: Double = 0.5) {
    var time = 0.0
    segments = sentences.compactMap { sentence in
      let units = Self.words(of: sentence)
      guard !units.isEmpty else { return nil }
      let start = time
      let words = units.map { unit in
        time += 60 / unitsPerMinute * Self.weight(of: unit)
        return (text: unit, time: time)
      }
      time += pause
      return Segment(speaker: nil, words: words, start: start)
    }
  }

  /// A transcript in its own timing; what has no time follows at an even pace.
  public init(_ sentences: [SpokenSentence], unitsPerMinute: Double = 150) {
    var last = 0.0
    segments = sentences.compactMap { sentence in
      var words: [(text: String, time: Double)] = []
      let start = max(sentence.parts.first?.start ?? last, 0)
      last = max(last, start)
      for part in sentence.parts {
        let units = Self.words(of: words.isEmpty ? part.text : " " + part.text)
        let begin = part.start ?? last
        let end = part.end ?? begin + Double(units.count) * 60 / unitsPerMinute
        let total = Double(max(part.text.count, 1))
        var said = 0
        for unit in units {
          said += unit.count
          // Words of one cue never come before those of the one before.
          last = max(last, begin + (end - begin) * min(Double(said) / total, 1))
          words.append((unit, last))
        }
      }
      return words.isEmpty ? nil : Segment(speaker: sentence.speaker, words: words, start: start)
    }
  }

  /// What appears at once: words, and ideographs one by one with the marks behind them.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    for unit in ReadingUnits.of(text) {
      if !words.isEmpty, !unit.contains(where: { $0.isLetter || $0.isNumber }) {
        words[words.count - 1] += unit
      } else {
        words.append(String(unit))
      }
    }
    return words
  }

  private static func weight(of unit: String) -> Double {
    unit.contains { $0.isLetter || $0.isNumber } ? 1 : 0
  }
}
