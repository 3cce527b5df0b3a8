import Documents
import Dragoman

/// A document to translate.
package struct DocumentRequest: Sendable {
  package var file: UploadedFile
  /// Any spelling; told from the text where nil.
  package var from: String?
  /// Any spelling.
  package var to: String
  /// A format's name; by content where nil.
  package var format: String?
  package var bilingual: BilingualForm?
  /// Names and terms are rendered alike throughout.
  package var keepsTerms = false
  package var knowledge = KnowledgeRequest()
  /// Whose it is, where the API tells.
  package var owner: String?

  package init(
    file: UploadedFile, from: String? = nil, to: String, format: String? = nil,
    bilingual: BilingualForm? = nil,
    owner: String? = nil
  ) {
    (self.file, self.from, self.to, self.format) = (file, from, to, format)
    (self.bilingual, self.owner) = (bilingual, owner)
  }
}
