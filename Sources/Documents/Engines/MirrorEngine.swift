import Dragoman

/// Turns words to capitals and, if asked to, a text's words around, with exactly known links: shows where tags go.
public struct MirrorEngine: UnitTranslating {
  /// The last word comes first.
  public var reversesWords: Bool

  public init(reversesWords: Bool = false) {
    self.reversesWords = reversesWords
  }

  public func language(of text: String) -> LanguageTag? { nil }

  public func translate(_ text: String, from: LanguageTag, to: LanguageTag) -> TextTranslation {
    let bytes = Array(text.utf8)
    let words = WordScanner.words(of: text)
    let order = reversesWords ? Array(words.reversed()) : words
    var result: [UInt8] = []
    var links: [Alignment.Link] = []
    var position = 0
    // What stands between words stays where it is.
    for (place, word) in zip(words, order) {
      result += bytes[position..<place.lowerBound]
      let capitals = Array(String(decoding: bytes[word], as: UTF8.self).uppercased().utf8)
      links.append(Alignment.Link(source: word, target: result.count..<result.count + capitals.count))
      result += capitals
      position = place.upperBound
    }
    result += bytes[position...]
    let blocks =
      bytes.isEmpty ? [] : [TextTranslation.Block(source: 0..<bytes.count, target: 0..<result.count)]
    return TextTranslation(
      text: String(decoding: result, as: UTF8.self), blocks: blocks, alignment: Alignment(links))
  }
}
