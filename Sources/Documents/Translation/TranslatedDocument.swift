import Foundation

/// A document in its new language.
public struct TranslatedDocument: Sendable {
  /// To be written to a file of the same format, or of that which the options ask for.
  public var bytes: Data
  /// In the order of the document.
  public var sources: [DocumentUnit]
  /// One for each of ``sources``.
  public var units: [TranslatedUnit]
  /// Which stretches of each unit became which; none where nothing was to be translated.
  public var blocks: [[TextTranslation.Block]]
  public var report: DocumentReport
  /// Names and terms that it has several times, the most frequent first; empty unless they were to be rendered alike.
  public var terms: [DocumentTerm] = []
}
