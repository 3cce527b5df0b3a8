/// A term and what it is called in each language.
public struct GlossaryEntry: Sendable, Equatable {
  public enum Status: String, Sendable, Equatable, CaseIterable {
    /// One of the target's forms has to stand in the translation.
    case required
    /// One of the target's forms should stand there, where the sentence allows it.
    case preferred
    /// None of the target's forms may stand there.
    case forbidden
    /// The term is not translated: it stands in the translation as in the source.
    case keep
  }

  public enum CaseRule: String, Sendable, Equatable, CaseIterable {
    /// Letters follow the sentence: found in capitals as well, and with a capital where a sentence begins.
    case follow
    /// As written: names and acronyms.
    case exact
  }

  /// Where an entry was read.
  public struct Place: Sendable, Equatable {
    public var file: String
    /// Counted from 1.
    public var line: Int

    public init(file: String, line: Int) { (self.file, self.line) = (file, line) }
  }

  /// Accepted forms in each language, the best first; none is empty. Languages are told apart by what they are
  /// written in the glossary as: `pt` and `pt-BR` may both be there.
  public var forms: [LanguageTag: [String]]
  /// Further forms that a translation into a language may have in place of the others, such as the adjective of a
  /// country's name: they are not looked for in sources, and never put anywhere.
  public var accepted: [LanguageTag: [String]] = [:]
  public var status: Status
  public var caseRule: CaseRule
  /// `noun`, `name`, ...; as the glossary says.
  public var partOfSpeech: String?
  /// `ip`, `un`, ...; as the glossary says.
  public var domain: String?
  public var note: String?
  public var place: Place?

  public init(
    forms: [LanguageTag: [String]], status: Status = .preferred, caseRule: CaseRule = .follow,
    partOfSpeech: String? = nil, domain: String? = nil, note: String? = nil, place: Place? = nil
  ) {
    (self.forms, self.status, self.caseRule) = (forms, status, caseRule)
    (self.partOfSpeech, self.domain, self.note, self.place) = (partOfSpeech, domain, note, place)
  }

  /// The forms in the language nearest to `language`; empty where there are none.
  public func forms(in language: LanguageTag) -> [String] { Self.nearest(to: language, in: forms) }

  /// The same of the forms that are accepted besides.
  public func accepted(in language: LanguageTag) -> [String] { Self.nearest(to: language, in: accepted) }

  private static func nearest(to language: LanguageTag, in forms: [LanguageTag: [String]]) -> [String] {
    if let forms = forms[language] { return forms }
    let languages = forms.keys.sorted { $0.code < $1.code }
    return LanguageMatcher.best(for: language, among: languages).flatMap { forms[$0] } ?? []
  }
}
