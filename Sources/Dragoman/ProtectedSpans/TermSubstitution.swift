/// Puts the translations of terms into a source text, as spans that come out as they are: what is not translated, and
/// terms that a route's languages in between have no words for.
package struct TermSubstitution: Sendable {
  private let lookup: TermLookup
  /// Languages between the models of the route.
  private let pivots: [LanguageTag]

  package init(_ glossaries: [Glossary], along plan: RoutePlan) {
    lookup = TermLookup(glossaries, from: plan.from, to: plan.to)
    pivots = plan.steps.dropLast().map(\.step.to).filter {
      $0.language != plan.from.language && $0.language != plan.to.language
    }
  }

  /// A sentence with its spans, and those terms that are to be spans in it.
  package func apply(to sentence: Passage) -> Passage {
    guard !lookup.isEmpty else { return sentence }
    return sentence.replacing(
      lookup.matches(in: sentence.text, outside: sentence.spans.map(\.range)).compactMap(span))
  }

  /// What stands for a term in the text; nil for one that the models are made to say.
  private func span(_ match: TermMatch) -> ProtectedSpan? {
    guard match.status != .forbidden else { return nil }
    guard match.status == .keep || pivots.contains(where: { match.forms(in: $0).isEmpty }) else { return nil }
    return match.span
  }
}
