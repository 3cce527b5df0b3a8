import Dragoman

/// How the cues of transcripts are filled.
public struct TranscriptOptions: Sendable, Hashable, Codable {
  /// Characters a second that can be read; by the target's writing when nil.
  public var readingSpeed: Double?
  /// Characters of a subtitle's line; by the target's writing when nil.
  public var lineLength: Int?
  /// The source's text stands under its translation, where a format has lines.
  public var isBilingual = false

  public init() {}

  /// Characters a second for a language: 17, or 9 of those that are read as words.
  public func readingSpeed(for language: LanguageTag) -> Double {
    max(1, readingSpeed ?? (Self.isWide(language) ? 9 : 17))
  }

  /// Characters of a line for a language: 42, or 16 wide ones.
  public func lineLength(for language: LanguageTag) -> Int {
    max(4, lineLength ?? (Self.isWide(language) ? 16 : 42))
  }

  static func isWide(_ language: LanguageTag) -> Bool {
    ["zh", "yue", "wuu", "ja"].contains(language.language)
  }
}
