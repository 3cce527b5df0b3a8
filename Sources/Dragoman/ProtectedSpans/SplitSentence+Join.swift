extension SplitSentence {
  /// Joins the translations of `texts` with the spans between them.
  ///
  /// - Parameter translations: One for each of `texts`; one that lacks is left out.
  public func join(_ translations: [String], spacing: WordSpacing = .spaced) -> RestoredSentence {
    var assembly = SentenceAssembly(spacing: spacing)
    var rest = translations[...]
    for part in parts {
      switch part {
      case .text(let source):
        guard let translation = rest.popFirst() else { continue }
        assembly.append(chunk: Array(Self.trimmed(translation, like: source).utf8)[...])
      case .verbatim(let text, let spans) where spans.isEmpty:
        let punctuation = spacing == .spaced ? Self.narrowed(text) : text
        assembly.append(text: Array(punctuation.utf8)[...])
      case .verbatim(let text, let spans):
        assembly.append(
          StandIn(
            text: text, maskedRange: 0..<0, content: text,
            sourceRange: (spans.first?.range.lowerBound ?? 0)..<(spans.last?.range.upperBound ?? 0),
            spans: spans,
            setting: SpanGroup(spans: spans).setting, touchingBefore: 0, touchingAfter: 0, isQuoted: false))
      }
    }
    assembly.dropSpaces()
    return RestoredSentence(
      text: assembly.text, placements: assembly.placements, missing: [], duplicated: [], inserted: [])
  }

  /// Without the full stop that a model adds to a stretch that is no sentence.
  private static func trimmed(_ translation: String, like source: String) -> String {
    let text = translation.trimmingSpaces()
    let end = source.trimmingSpaces().unicodeScalars.last
    let isOpen = end.map { !"。．.！!？?…".unicodeScalars.contains($0) } ?? true
    return isOpen && text.hasSuffix(".") && !text.hasSuffix("..") ? String(text.dropLast()) : text
  }

  /// Chinese punctuation as Latin scripts set it.
  private static func narrowed(_ punctuation: String) -> String {
    let marks: [Character: String] = [
      "，": ", ", "。": ". ", "、": ", ", "；": "; ", "：": ": ", "！": "! ", "？": "? ", "（": " (", "）": ") ",
      "“": " “", "”": "” ", "《": " “", "》": "” ", "　": " ",
    ]
    return punctuation.map { marks[$0] ?? String($0) }.joined()
  }
}

extension String {
  /// Without spaces, tabs and line ends on either side.
  func trimmingSpaces() -> String {
    let scalars = unicodeScalars.drop { $0.properties.isWhitespace }
    guard let last = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
    return String(scalars[...last])
  }
}
