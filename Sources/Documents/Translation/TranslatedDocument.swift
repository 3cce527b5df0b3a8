import Foundation

/// A document in its new language.
public struct TranslatedDocument: Sendable {
  /// To be written to a file of the same format.
  public var bytes: Data
  /// In the order of the document.
  public var units: [TranslatedUnit]
  public var report: DocumentReport
}
