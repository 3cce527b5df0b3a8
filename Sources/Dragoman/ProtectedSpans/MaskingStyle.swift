/// How the stand-ins look that take the place of protected spans in the text given to a model.
///
/// The order of `allCases` is the order to try. Of 533 spans in 300 sentences a Chinese-English OPUS-MT model
/// at beam 4 copied each exactly once in the first three styles, and all but one in the last; where a model
/// misses with one style another mostly helps.
///
/// Footnote marks and tags inside a sentence are no nouns: each style shows them as a number in brackets,
/// `(71)`, which the model carries along without building a phrase on it.
public enum MaskingStyle: String, Sendable, Codable, CaseIterable {
  /// `X1`
  case code
  /// `DOC1`
  case document
  /// `QX`, `ZW`: capitals without a number.
  case letters
  /// `CRP.1`, the look of a document's symbol.
  case symbol

  /// The prefixes to choose from, so that one can be found which the sentence does not use itself.
  var prefixes: [String] {
    switch self {
    case .code: ["X", "Q", "Z", "K"]
    case .symbol: ["CRP.", "L.", "WP."]
    case .document: ["DOC", "ST", "D"]
    case .letters: [""]
    }
  }

  /// The stand-in of a noun; `number` counts from 1.
  func noun(_ number: Int, prefix: String) -> String {
    switch self {
    case .code, .symbol, .document: prefix + String(number)
    case .letters: Self.letterPairs(number)
    }
  }

  /// The stand-in of a mark or tag; `number` counts from 1.
  func mark(_ number: Int) -> String { "(\(70 + number))" }

  /// Rare capitals, two at least, none of them a word.
  private static func letterPairs(_ number: Int) -> String {
    let pairs = ["QX", "ZW", "VK", "JQ", "XZ", "KX", "WQ", "ZJ"]
    let (round, index) = (number - 1).quotientAndRemainder(dividingBy: pairs.count)
    return String(repeating: "Q", count: round) + pairs[index]
  }
}
