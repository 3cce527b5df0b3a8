import Dragoman

/// What a glossary's keeper should look at.
public struct GlossaryFinding: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Two entries say the same.
    case duplicate
    /// Two entries say different things of one form.
    case conflict
    /// Letters of another script than the language's.
    case script
    /// A form that no text can have, or that another entry always takes.
    case neverMatches = "never-matches"
    /// So short that it stands in other words.
    case short
  }

  public var kind: Kind
  public var place: GlossaryEntry.Place?
  public var language: LanguageTag
  public var form: String
  public var reason: String

  /// Whether the glossary contradicts itself; the rest is advice.
  public var isFault: Bool { kind == .conflict || kind == .neverMatches }
}

extension GlossaryFinding: CustomStringConvertible {
  public var description: String {
    let place = place.map { "\($0.file), line \($0.line): " } ?? ""
    return "\(place)\(kind.rawValue): \(language.code) “\(form)”: \(reason)"
  }
}
