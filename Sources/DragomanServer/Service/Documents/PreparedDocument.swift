import Documents
import Dragoman

/// A document that was read and counted, and can be translated.
package struct PreparedDocument: Sendable {
  let request: DocumentRequest
  let options: DocumentOptions
  let format: String
  let translation: TranslationOptions
  let domain: Domain?
  package let survey: DocumentSurvey
  package let outputName: String

  /// What it is counted as.
  package var characters: Int { survey.characters }
}
