extension MaskedSentence {
  /// A translation of the sentence as the model would write it: stand-ins in the place of spans, the marks and tags
  /// at its ends cut off. What is not found stays as it is; a draft need not be right.
  package func masking(draft: String) -> String {
    var text = Substring(draft)
    if !leading.text.isEmpty, text.hasPrefix(leading.text) { text = text.dropFirst(leading.text.count) }
    if !trailing.text.isEmpty, text.hasSuffix(trailing.text) { text = text.dropLast(trailing.text.count) }
    return standIns.reduce(String(text)) { text, standIn in
      guard let place = text.firstRange(of: standIn.content) else { return text }
      return text.replacingCharacters(in: place, with: standIn.text)
    }
  }
}
