/// How source and translation are written side by side, to review or to keep.
public enum BilingualForm: String, Sendable, Hashable, Codable, CaseIterable {
  /// As suits the document: ``DocumentFormat/bilingualForm``.
  case fitting
  /// A Word document with a table.
  case docx
  /// A page with a table.
  case html
  /// Each text with its translation under it.
  case text
  /// A translation memory of sentences.
  case tmx

  /// The usual file name extension; nil of ``fitting``.
  public var fileExtension: String? {
    switch self {
    case .fitting: nil
    case .docx: "docx"
    case .html: "html"
    case .text: "txt"
    case .tmx: "tmx"
    }
  }

  /// The form that files with this extension have; nil for other files.
  public init?(fileExtension: String) {
    switch fileExtension.lowercased() {
    case "docx": self = .docx
    case "html", "htm": self = .html
    case "txt", "text": self = .text
    case "tmx": self = .tmx
    default: return nil
    }
  }
}

extension DocumentOptions {
  /// What is written beside a document's own kind; nil where the document itself is written, in one language or, as
  /// subtitles are, in both.
  public func bilingualForm(for format: any DocumentFormat) -> BilingualForm? {
    switch bilingual {
    case nil: return nil
    case .fitting: return format.bilingualForm
    case .some(let form):
      let isOwn =
        format.bilingualForm == nil && form.fileExtension.map(format.fileExtensions.contains) ?? false
      return isOwn ? nil : form
    }
  }

  /// The extension of what is written, where it is another kind of file than was read.
  public func outputExtension(for format: any DocumentFormat) -> String? {
    bilingualForm(for: format)?.fileExtension ?? format.outputExtension(for: self)
  }
}
