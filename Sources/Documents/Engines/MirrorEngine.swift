import Dragoman

/// Turns words to capitals and, if asked to, a text's words around, with exactly known links: shows where tags go.
/// Protected spans stay as they are, as with a real engine.
public struct MirrorEngine: UnitTranslating {
  /// The last word comes first.
  public var reversesWords: Bool

  public init(reversesWords: Bool = false) {
    self.reversesWords = reversesWords
  }

  public func language(of text: String) -> LanguageTag? { nil }

  public func translate(_ text: String, from: LanguageTag, to: LanguageTag) -> TextTranslation {
    let bytes = Array(text.utf8)
    let words = Self.words(of: text)
    let order = reversesWords ? Array(words.reversed()) : words
    var result: [UInt8] = []
    var links: [Alignment.Link] = []
    var position = 0
    // What stands between words stays where it is.
    for (place, word) in zip(words, order) {
      result += bytes[position..<place.range.lowerBound]
      let string = String(decoding: bytes[word.range], as: UTF8.self)
      let written = Array((word.isProtected ? string : string.uppercased()).utf8)
      links.append(Alignment.Link(source: word.range, target: result.count..<result.count + written.count))
      result += written
      position = place.range.upperBound
    }
    result += bytes[position...]
    let blocks =
      bytes.isEmpty ? [] : [TextTranslation.Block(source: 0..<bytes.count, target: 0..<result.count)]
    return TextTranslation(
      text: String(decoding: result, as: UTF8.self), blocks: blocks, alignment: Alignment(links))
  }

  private static func words(of text: String) -> [(range: Range<Int>, isProtected: Bool)] {
    let spans = ProtectedSpanDetector().spans(in: text).map(\.range)
    let words = WordScanner.words(of: text).filter { word in !spans.contains { $0.overlaps(word) } }
    return (spans.map { ($0, true) } + words.map { ($0, false) }).sorted { $0.0.lowerBound < $1.0.lowerBound }
  }
}
