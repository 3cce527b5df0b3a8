/// A stretch of source text that a translation must carry over byte for byte.
public struct ProtectedSpan: Sendable, Hashable {
  /// What a span is; decides the stand-in it gets and how it is set in the translation.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// `https://…`, `www.…`, `mailto:…` or a bare domain.
    case url
    case email
    /// `A/RES/70/1 Rev.2`, `ISO/IEC 27001`, `ST.26`.
    case documentSymbol
    /// `[footnoteRef:2]`, `[^3]`, `[12]`, superscript digits.
    case footnoteMark
    /// `{name}`, `%1$d`, `${x}`, `$VAR`, `&nbsp;`.
    case placeholder
    /// `<x id="1"/>`, `<b>`, `</b>`.
    case tag
    /// Text between backticks, backticks included.
    case code
    case filePath
    case hashtag
    case handle
    /// Hexadecimal numbers, UUIDs, digests, network addresses, patent numbers, telephone numbers.
    case identifier
  }

  public let kind: Kind
  /// UTF-8 byte offsets in the source.
  public let range: Range<Int>
  /// The span's text, exactly as in the source.
  public let text: String

  public init(kind: Kind, range: Range<Int>, text: String) {
    self.kind = kind
    self.range = range
    self.text = text
  }
}
