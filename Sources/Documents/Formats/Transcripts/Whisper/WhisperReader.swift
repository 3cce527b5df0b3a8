import Dragoman
import Foundation

/// Finds the segments of a recogniser's JSON: an array `segments` or `transcription`, or such an array by itself.
struct WhisperReader {
  private struct Segment {
    var cue: Cue
    var words: JSONPlaces?
  }

  private let bytes: [UInt8]
  private let root: JSONPlaces
  private var segments: [Segment] = []

  /// - Returns: nil for JSON without segments.
  init?(_ bytes: [UInt8], _ root: JSONPlaces) {
    (self.bytes, self.root) = (bytes, root)
    guard let elements = Self.elements(of: root) else { return nil }
    for element in elements {
      guard let text = element["text"]?.stringRange else { continue }
      let start = element["start"]?.number ?? element["offsets"]?["from"]?.number.map { $0 / 1000 }
      let end = element["end"]?.number ?? element["offsets"]?["to"]?.number.map { $0 / 1000 }
      let speaker = element["speaker"]?.stringRange.map { JSONReader.text(bytes, $0) }
      let tokens = JSONReader.characters(bytes, text).map { character in
        CueToken(character.scalar == "\n" ? .lineBreak : .text(character.scalar), character.range)
      }
      segments.append(
        Segment(
          cue: Cue(number: segments.count + 1, start: start, end: end, speaker: speaker, tokens: tokens),
          words: element["words"]))
    }
    if segments.isEmpty { return nil }
  }

  private static func elements(of root: JSONPlaces) -> [JSONPlaces]? {
    (root.elements ?? root["segments"]?.elements ?? root["transcription"]?.elements)
  }

  func transcript(format: String) -> TranscriptSource {
    let language = root["language"]?.stringRange ?? root["result"]?["language"]?.stringRange
    let whole = root["text"]?.stringRange
    let code = language.map { JSONReader.text(bytes, $0) }
    return TranscriptSource(
      format: format, bytes: bytes, cues: segments.map(\.cue),
      style: TranscriptStyle(lineEnd: nil, escape: JSONReader.escaped, repeatsText: false, isTimed: false),
      declaredLanguage: code.flatMap { try? LanguageTag($0) },
      edits: { [segments, bytes] texts in
        var edits: [SourceEdits.Edit] = []
        for (segment, text) in zip(segments, texts.texts) {
          guard let text, let words = segment.words, words.elements != nil else { continue }
          edits.append(
            SourceEdits.Edit(range: words.range, bytes: WordTimes(words, bytes).written(for: text)))
        }
        if let language { edits.append(Self.edit(language, texts.target.code)) }
        if let whole {
          // What all segments say together.
          let all = zip(segments, texts.texts).map { segment, text in
            text
              ?? segment.cue.tokens.reduce(into: "") { $0.unicodeScalars.append($1.scalar ?? " ") }
              .trimmingSpaces
          }
          edits.append(
            Self.edit(
              whole,
              all.filter { !$0.isEmpty }.joined(separator: TranscriptOptions.isWide(texts.target) ? "" : " "))
          )
        }
        return edits
      })
  }

  private static func edit(_ string: Range<Int>, _ text: String) -> SourceEdits.Edit {
    SourceEdits.Edit(range: string, bytes: [0x22] + JSONReader.escaped(text) + [0x22])
  }
}
