import Dragoman

/// Whether texts and their translations have a glossary's terms equally often.
struct TermAgreement: Sendable {
  private let terms: TermFinder
  private let called: TermFinder
  private let to: LanguageTag

  init(_ glossary: Glossary, from: LanguageTag, to: LanguageTag) {
    (terms, called) = (glossary.finder(from: from, to: to), glossary.finder(from: to, to: from))
    self.to = to
  }

  func agree(_ text: String, _ translation: String) -> Bool {
    let wanted = terms.matches(in: text)
    guard !wanted.isEmpty else { return true }
    // Several terms may have one name.
    var said = called.matches(in: translation, isLenient: true).map {
      Set($0.forms(in: to).map { $0.lowercased() })
    }
    return wanted.allSatisfy { match in
      guard
        let place = said.firstIndex(where: { !$0.isDisjoint(with: match.targets.map { $0.lowercased() }) })
      else {
        return false
      }
      said.remove(at: place)
      return true
    }
  }
}

extension Glossary {
  /// A document's terms, the longest of several that are alike first.
  convenience init(
    _ terms: [DocumentTerm], from: LanguageTag, to: LanguageTag, status: GlossaryEntry.Status = .preferred
  ) {
    self.init(
      terms.map { term in
        let isName = term.source.contains { $0.isUppercase } || term.target.contains { $0.isUppercase }
        return GlossaryEntry(
          forms: [from: [term.source], to: [term.target]], status: status, caseRule: isName ? .exact : .follow
        )
      })
  }
}
