/// The draft of a text's translation, shared out among the text's sentences.
///
/// A draft of as many sentences is taken in order; so is one of fewer, since a text that is still being written
/// grows at its end. Of more, each source sentence has those that stand in the same part of the text. A sentence
/// given the wrong draft loses time only.
package struct SentenceDrafts {
  /// One for each source sentence.
  package private(set) var sentences: [String?]

  /// - Parameters:
  ///   - draft: A whole text.
  ///   - language: That of the draft.
  ///   - sources: The sentences of the text that is to be translated.
  package init(_ draft: String?, in language: LanguageTag, for sources: [String]) {
    sentences = Array(repeating: nil, count: sources.count)
    guard let draft, !sources.isEmpty else { return }
    let parts = PreparedText(
      draft, segmenter: SentenceSegmenter(language: language), limit: .max, measure: { _ in 0 },
      spans: ProtectedSpanDetector().spans, isWhole: { _ in false }
    ).sentences
    if parts.count <= sources.count {
      for (index, part) in parts.enumerated() { sentences[index] = part }
    } else {
      share(parts, among: sources)
    }
  }

  /// Gives each part to the source sentence in which its middle falls, both texts stretched to one length.
  private mutating func share(_ parts: [String], among sources: [String]) {
    let scale = Double(Self.length(of: sources)) / Double(max(Self.length(of: parts), 1))
    var (source, end) = (0, Double(sources[0].utf8.count))
    var position = 0.0
    for part in parts {
      let length = Double(part.utf8.count) * scale
      while source < sources.count - 1, position + length / 2 > end {
        source += 1
        end += Double(sources[source].utf8.count)
      }
      sentences[source] = sentences[source].map { $0 + " " + part } ?? part
      position += length
    }
  }

  private static func length(of texts: [String]) -> Int { texts.reduce(0) { $0 + $1.utf8.count } }
}
