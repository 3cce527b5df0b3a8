/// Whether a translation says terms as its glossaries do.
struct TermCheck: Sendable {
  private let terms: TermLookup
  private let called: TermLookup
  private let forbidden: TermFinder?
  private let target: LanguageTag

  /// nil without glossaries.
  init?(_ glossaries: [Glossary], from: LanguageTag, to: LanguageTag) {
    terms = TermLookup(glossaries, from: from, to: to)
    guard !terms.isEmpty else { return nil }
    called = TermLookup(glossaries, from: to, to: from)
    forbidden = Self.finder(of: terms.forbidden, in: to)
    target = to
  }

  private static func finder(of forms: [String], in language: LanguageTag) -> TermFinder? {
    guard !forms.isEmpty else { return nil }
    let entries = forms.map { GlossaryEntry(forms: [language: [$0]], status: .keep) }
    return TermFinder(entries, from: language, to: language)
  }

  /// - Parameter spans: stretches of the source in which no term is looked for.
  func warnings(source: String, translation: String, spans: [ProtectedSpan]) -> [TranslationWarning] {
    let matches = terms.matches(in: source, outside: spans.map(\.range))
    return missing(matches, source, translation) + unwanted(matches, translation)
  }

  private func missing(_ matches: [TermMatch], _ source: String, _ translation: String)
    -> [TranslationWarning]
  {
    let wanted = matches.filter { $0.status == .required || $0.status == .keep }
    guard !wanted.isEmpty else { return [] }
    var said = called.matches(in: translation, isLenient: true)
    let offsets = ScalarOffsets(source)
    return wanted.compactMap { match in
      if match.status == .keep {
        if translation.contains(match.targets[0]) { return nil }
      } else if let place = said.firstIndex(where: { $0.entry == match.entry }) {
        said.remove(at: place)
        return nil
      } else if match.stands(in: translation) {
        return nil
      }
      let words = String(decoding: Array(source.utf8)[match.range], as: UTF8.self)
      return TranslationWarning(
        code: "term_missing", message: "\(words) should be \(match.targets[0])",
        source: offsets.span(match.range))
    }
  }

  private func unwanted(_ matches: [TermMatch], _ translation: String) -> [TranslationWarning] {
    let wanted = matches.flatMap(\.targets)
    let own = Self.finder(of: matches.flatMap(\.forbidden).filter { !wanted.contains($0) }, in: target)
    let found = [own, forbidden].compactMap { $0 }.flatMap { $0.matches(in: translation, isLenient: true) }
    let offsets = ScalarOffsets(translation)
    return found.map { match in
      TranslationWarning(
        code: "term_forbidden", message: "\(match.targets[0]) should not be said",
        target: offsets.span(match.range))
    }
  }
}
