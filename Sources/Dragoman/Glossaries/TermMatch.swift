/// A term in a text, and what it is to be called.
package struct TermMatch: Sendable, Equatable {
  /// UTF-8 offsets in the text.
  package var range: Range<Int>
  /// What says so; nil where entries only say what it must not be called.
  package var entry: GlossaryEntry?
  /// Accepted forms, the best first; of what is kept, the text itself.
  package var targets: [String]
  /// Forms that must not stand for it.
  package var forbidden: [String]

  package var status: GlossaryEntry.Status { entry?.status ?? .forbidden }
  package var caseRule: GlossaryEntry.CaseRule { entry?.caseRule ?? .follow }

  /// The entry's forms in another language.
  package func forms(in language: LanguageTag) -> [String] { entry?.forms(in: language) ?? [] }
}
