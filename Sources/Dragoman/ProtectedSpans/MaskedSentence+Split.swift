extension MaskedSentence {
  /// The sentence divided at its spans.
  public var split: SplitSentence {
    let bytes = Array(source.utf8)
    var parts: [SplitSentence.Part] = []
    func append(_ range: Range<Int>) {
      let text = String(decoding: bytes[range], as: UTF8.self)
      guard let first = text.unicodeScalars.firstIndex(where: { $0.isLetterOrDigit || Self.opens($0) }) else {
        if !text.isEmpty { parts.append(.verbatim(text, spans: [])) }
        return
      }
      // The comma behind a span is not the next stretch's.
      if first > text.startIndex { parts.append(.verbatim(String(text[..<first]), spans: [])) }
      let rest = String(text[first...])
      let hasWords = rest.unicodeScalars.contains(where: \.isLetterOrDigit)
      parts.append(hasWords ? .text(rest) : .verbatim(rest, spans: []))
    }
    var position = 0
    for group in SpanGroup.groups(of: spans, in: bytes) {
      append(position..<group.range.lowerBound)
      parts.append(.verbatim(String(decoding: bytes[group.range], as: UTF8.self), spans: group.spans))
      position = group.range.upperBound
    }
    append(position..<bytes.count)
    return SplitSentence(parts: parts)
  }

  /// Whether a mark belongs to the words behind it.
  private static func opens(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .openPunctuation, .initialPunctuation, .currencySymbol: true
    default: scalar == "\"" || scalar == "'"
    }
  }
}
