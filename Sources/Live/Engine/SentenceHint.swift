import Dragoman

/// How a sentence is translated that a reader may have seen a part of.
public struct SentenceHint: Sendable, Equatable {
  /// Hypotheses kept at each step.
  public var beamSize: Int
  /// The translation of the sentence as it was before; it saves time.
  public var draft: String?
  /// How much likelier other words must be than those of the draft to take their place.
  public var draftMargin: Float
  /// What the translation has to begin with.
  public var prefix: String?
  /// Terms that hold, by their source; the translations are of the target language.
  public var terms: [String: String]
  /// More terms, behind these.
  public var glossaries: [Glossary]
  /// What is spoken about.
  public var domain: Domain?
  /// How the translation is written.
  public var style: TextStyle?

  public init(
    beamSize: Int = 1, draft: String? = nil, draftMargin: Float = 0, prefix: String? = nil,
    terms: [String: String] = [:], glossaries: [Glossary] = [], domain: Domain? = nil,
    style: TextStyle? = nil
  ) {
    (self.beamSize, self.draft, self.draftMargin) = (beamSize, draft, draftMargin)
    (self.prefix, self.terms, self.glossaries) = (prefix, terms, glossaries)
    (self.domain, self.style) = (domain, style)
  }
}
