import Dragoman

extension TextTranslation {
  /// The sentences of a translation found again in the text and in the whole of its translation; what stands between
  /// two of them is a block of its own, since it was copied.
  init(_ translation: Translation, of source: String) {
    var blocks: [Block] = []
    var links: [Alignment.Link] = []
    var from = SentenceFinder(source)
    var to = SentenceFinder(translation.text)
    var position = (source: 0, target: 0)
    func gap(upTo source: Int, _ target: Int) {
      guard source > position.source || target > position.target else { return }
      blocks.append(Block(source: position.source..<source, target: position.target..<target))
    }
    for sentence in translation.sentences {
      guard let place = from.next(sentence.source), let result = to.next(sentence.text) else { continue }
      gap(upTo: place.range.lowerBound, result.range.lowerBound)
      let warnings = sentence.warnings.map { warning in
        Warning(
          code: warning.code, message: warning.message, source: warning.source.flatMap(place.bytes),
          target: warning.target.flatMap(result.bytes))
      }
      blocks.append(Block(source: place.range, target: result.range, warnings: warnings))
      for span in sentence.alignment ?? [] {
        if let source = place.bytes(of: span.source), let target = result.bytes(of: span.target) {
          links.append(Alignment.Link(source: source, target: target))
        }
      }
      position = (place.range.upperBound, result.range.upperBound)
    }
    gap(upTo: source.utf8.count, translation.text.utf8.count)
    self.init(text: translation.text, blocks: blocks, alignment: Alignment(links))
  }
}
