extension MaskedSentence {
  /// The sentence divided at its spans.
  public var split: SplitSentence {
    let bytes = Array(source.utf8)
    var parts: [SplitSentence.Part] = []
    func append(_ range: Range<Int>) {
      guard !range.isEmpty else { return }
      let text = String(decoding: bytes[range], as: UTF8.self)
      let hasWords = text.unicodeScalars.contains {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
      parts.append(hasWords ? .text(text) : .verbatim(text, spans: []))
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
}
