import Synchronization

/// Terms that hold: entries, those of the first glossaries before those of the others.
///
/// Looking terms up needs tables for each pair of languages, which are made when they are first needed and kept.
public final class Glossary: Sendable {
  public let entries: [GlossaryEntry]
  private let finders = Mutex<[Pair: TermFinder]>([:])
  private let digest = Mutex<String?>(nil)

  private struct Pair: Hashable {
    let from: LanguageTag
    let to: LanguageTag
  }

  public init(_ entries: [GlossaryEntry]) { self.entries = entries }

  /// Several as one; an entry of the first goes before those of the others that have the same form.
  public convenience init(joining glossaries: [Glossary]) { self.init(glossaries.flatMap(\.entries)) }

  /// Terms of one language by their source, as a session or a client of the server gives them: required.
  public convenience init(terms: [String: String], from: LanguageTag, to: LanguageTag) {
    self.init(
      terms.sorted { $0.key < $1.key }.map {
        GlossaryEntry(forms: [from: [$0.key], to: [$0.value]], status: .required)
      })
  }

  /// Terms of a text in one language and what they are to be called in another.
  package func finder(from: LanguageTag, to: LanguageTag) -> TermFinder {
    let pair = Pair(from: from, to: to)
    if let known = finders.withLock({ $0[pair] }) { return known }
    let made = TermFinder(entries, from: from, to: to)
    finders.withLock { $0[pair] = made }
    return made
  }
}

extension Glossary {
  /// What tells glossaries, in their order, from others; nil for none.
  package static func digest(of glossaries: [Glossary]) -> String? {
    glossaries.isEmpty ? nil : glossaries.map { $0.madeDigest() }.joined(separator: "+")
  }

  /// Made when it is first needed, and kept.
  private func madeDigest() -> String {
    if let known = digest.withLock({ $0 }) { return known }
    var text = ""
    for entry in entries {
      let forms = entry.forms.sorted { $0.key.code < $1.key.code }.flatMap { [$0.key.code] + $0.value }
      text +=
        (forms
        + entry.accepted.sorted { $0.key.code < $1.key.code }.flatMap { ["+" + $0.key.code] + $0.value }
        + [entry.status.rawValue, entry.caseRule.rawValue]).joined(separator: "\u{1}") + "\u{2}"
    }
    // The text itself tells as much.
    let made = (try? SecretDigest.of(text)) ?? text
    digest.withLock { $0 = made }
    return made
  }
}

extension Glossary: Equatable {
  public static func == (left: Glossary, right: Glossary) -> Bool {
    left === right || left.entries == right.entries
  }
}
