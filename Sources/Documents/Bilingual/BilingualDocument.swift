import Dragoman
import Foundation

/// Source and translation side by side, for whoever reviews it or keeps a memory of it: plain text, without what tags
/// stand for.
///
///     let result = try await documents.translate(source, options: options)
///     let review = try BilingualDocument(result).written(as: .docx)
public struct BilingualDocument: Sendable {
  /// The document's file name, to stand as a title.
  public var name: String?
  public var from: LanguageTag
  public var to: LanguageTag
  /// Every unit of the document, those that nothing was to be done for too.
  public var rows: [BilingualRow]

  public init(name: String?, from: LanguageTag, to: LanguageTag, rows: [BilingualRow]) {
    self.name = name
    self.from = from
    self.to = to
    self.rows = rows
  }

  /// - Throws: `LanguageError` where the report names no languages.
  public init(_ document: TranslatedDocument) throws {
    self.init(
      name: document.report.file.map(Self.title), from: try LanguageTag(document.report.from),
      to: try LanguageTag(document.report.to), rows: document.rows)
  }

  static func title(of path: String) -> String { (path as NSString).lastPathComponent }

  /// - Parameter form: ``BilingualForm/fitting`` is a Word document.
  /// - Throws: ``DocumentError`` where it would be too large for an archive.
  public func written(as form: BilingualForm) throws(DocumentError) -> Data {
    switch form {
    case .fitting, .docx: try BilingualDocxWriter(self).written()
    case .html: BilingualHTMLWriter(self).written()
    case .text: BilingualTextWriter(self).written()
    case .tmx: BilingualTMXWriter(self).written()
    }
  }
}

extension TranslatedDocument {
  /// The document's units in both languages, in their order.
  public var rows: [BilingualRow] {
    zip(sources, units).enumerated().map { index, texts in
      BilingualRow(
        number: index + 1, id: texts.0.id, source: texts.0.text, translation: texts.1.text,
        context: texts.0.context, blocks: index < blocks.count ? blocks[index] : [])
    }
  }
}
