/// A term in a text, and what it is to be called.
package struct TermMatch: Sendable, Equatable {
  /// UTF-8 offsets in the text.
  package var range: Range<Int>
  /// What says so; nil where entries only say what it must not be called.
  package var entry: GlossaryEntry?
  /// Accepted forms, the best first; of what is kept, the text itself.
  package var targets: [String]
  /// Forms that may stand there as well, and are not put there.
  package var accepted: [String] = []
  /// Forms that must not stand for it.
  package var forbidden: [String]

  package var status: GlossaryEntry.Status { entry?.status ?? .forbidden }
  package var caseRule: GlossaryEntry.CaseRule { entry?.caseRule ?? .follow }

  /// Whether one of its forms is anywhere in a translation, in a longer term of the other language, too.
  func stands(in translation: String) -> Bool { (targets + accepted).contains(where: translation.contains) }

  /// What stands for it in the source where it is to come out as it is: the best of its forms; nil where it has none.
  var span: ProtectedSpan? {
    targets.first.map { ProtectedSpan(kind: .identifier, range: range, text: $0) }
  }

  /// With that of several forms alone that a translation says; `said` are the terms of the translation.
  func choosing(among said: [TermMatch], of translation: String) -> TermMatch {
    guard targets.count > 1, let place = said.first(where: { $0.entry == entry }) else { return self }
    let words = String(decoding: Array(translation.utf8)[place.range], as: UTF8.self).lowercased()
    let fitting = targets.filter { words.hasPrefix($0.lowercased()) }
    guard let best = fitting.max(by: { $0.count < $1.count }) else { return self }
    var chosen = self
    chosen.targets = [best]
    return chosen
  }

  /// The entry's forms in another language.
  package func forms(in language: LanguageTag) -> [String] { entry?.forms(in: language) ?? [] }
}
