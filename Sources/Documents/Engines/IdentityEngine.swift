import Dragoman

/// Gives back the source: what a document looks like that was read and written and nothing else.
public struct IdentityEngine: UnitTranslating {
  public init() {}

  public func language(of text: String) -> LanguageTag? { nil }

  public func translate(_ text: String, from: LanguageTag, to: LanguageTag) -> TextTranslation {
    let whole = 0..<text.utf8.count
    let links = WordScanner.words(of: text).map { Alignment.Link(source: $0, target: $0) }
    return TextTranslation(
      text: text, blocks: whole.isEmpty ? [] : [.init(source: whole, target: whole)],
      alignment: Alignment(links))
  }
}
