import Inference

/// What a model wants around a sentence's ids: its begin and end marks, and how it is told the languages. All
/// that translating needs of the model's files besides tokenizer and weights.
public struct SourceMarks: Sendable {
  /// What a person calls the model, for errors.
  public let model: String
  public let tokens: SpecialTokens
  /// nil for a model of one pair.
  public let languages: LanguageMarking?

  public init(model: String, tokens: SpecialTokens, languages: LanguageMarking? = nil) {
    self.model = model
    self.tokens = tokens
    self.languages = languages
  }

  /// Ids between the marks of a model of one pair.
  public func framed(_ ids: [Int32]) -> [Int32] {
    var framed: [Int32] = []
    framed.reserveCapacity(ids.count + 2)
    if let begin = tokens.sourceBegin { framed.append(begin) }
    framed.append(contentsOf: ids)
    if let end = tokens.sourceEnd { framed.append(end) }
    return framed
  }
}

extension TranslationModel {
  public var marks: SourceMarks { SourceMarks(model: name, tokens: tokens, languages: languageMarking) }
}
