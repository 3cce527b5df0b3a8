/// What has been translated before: asked before a sentence goes to a model.
public protocol TranslationRecalling: AnyObject, Sendable {
  /// The best translation there is of a text, or of one like it; nil where there is none that is good enough.
  ///
  /// - Parameters:
  ///   - text: a sentence, or a paragraph of several.
  ///   - previous: the sentence before; nil where there is none.
  ///   - exactly: only a translation of this very text is wanted.
  func recall(
    _ text: String, after previous: String?, from: LanguageTag, to: LanguageTag, exactly: Bool
  ) throws -> RecalledTranslation?
}

/// A translation that was there already.
public struct RecalledTranslation: Sendable, Equatable {
  /// What was translated.
  public var source: String
  public var text: String
  /// How alike `source` and the text asked for are, less what is held against the translation; 0...1.
  public var score: Double
  /// Whether it stands for the text as it is.
  public var isExact: Bool

  public init(source: String, text: String, score: Double, isExact: Bool) {
    (self.source, self.text, self.score, self.isExact) = (source, text, score, isExact)
  }
}

/// A memory as a part of options, which are compared: equal where it is the same object.
struct RecallReference: Sendable, Equatable {
  let memory: any TranslationRecalling

  static func == (left: RecallReference, right: RecallReference) -> Bool { left.memory === right.memory }
}
