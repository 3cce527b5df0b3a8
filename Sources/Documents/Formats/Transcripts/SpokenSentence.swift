import Foundation

/// A sentence of a recorded transcript with its times: what a recogniser would have heard.
public struct SpokenSentence: Sendable, Equatable {
  /// What was said of it within one cue.
  public struct Part: Sendable, Equatable {
    public var text: String
    /// Seconds of the recording; nil where the transcript does not say.
    public var start: Double?
    public var end: Double?
  }

  public var speaker: String?
  public var parts: [Part]

  public var text: String { parts.map(\.text).joined(separator: " ") }
}

extension DocumentTranslator {
  /// The sentences of a transcript in any format that has cues.
  ///
  /// - Throws: ``DocumentError``, also where the document is no transcript.
  public static func spokenSentences(
    of source: DocumentSource, options: DocumentOptions, registry: FormatRegistry = .standard
  ) throws(DocumentError) -> [SpokenSentence] {
    do throws(DocumentError) {
      let format = try registry.format(of: source)
      guard let transcript = try format.parse(source, options: options) as? TranscriptDocument else {
        throw DocumentError(
          .unsupported, format: format.name, reason: "is no transcript",
          advice: "subtitles, recognisers' JSON and minutes with times are")
      }
      return transcript.spokenSentences
    } catch {
      throw error.inFile(source.name)
    }
  }
}

extension TranscriptDocument {
  /// What is said, stage marks left out; the time of a cue is shared out among what is said in it by length.
  var spokenSentences: [SpokenSentence] {
    var lengths: [Int: Int] = [:]
    for (index, unit) in plan.enumerated() {
      for (part, place) in unit.parts.enumerated() {
        lengths[segments[place.segment].cue, default: 0] += original(index, part).count
      }
    }
    var spoken: [Int: Int] = [:]
    return plan.indices.compactMap { index in
      guard let first = plan[index].parts.first, segments[first.segment].kind != .stage else { return nil }
      let parts = plan[index].parts.indices.map { part in
        let text = original(index, part)
        let cue = segments[plan[index].parts[part].segment].cue
        defer { spoken[cue, default: 0] += text.count }
        guard let start = source.cues[cue].start else { return SpokenSentence.Part(text: text) }
        let duration = source.cues[cue].duration ?? 0
        let total = Double(max(lengths[cue] ?? 0, 1))
        let before = Double(spoken[cue] ?? 0)
        return SpokenSentence.Part(
          text: text, start: start + duration * before / total,
          end: start + duration * (before + Double(text.count)) / total)
      }
      return SpokenSentence(speaker: segments[first.segment].speaker, parts: parts)
    }
  }
}
