import Dragoman
import Foundation

/// A document taken apart: its units, and privately the skeleton that they came out of.
public protocol ParsedDocument: Sendable {
  /// What is to be translated, in the order of reading. Ids are unique.
  var units: [DocumentUnit] { get }

  /// The language that the document says it is in (`lang`, `source-language`); nil where it does not say.
  var declaredLanguage: LanguageTag? { get }

  /// The document with each unit's translation in its place.
  ///
  /// - Parameter units: one for each of ``units``, in their order. A unit that is
  ///   ``TranslatedUnit/isUnchanged`` gives back the very bytes of the source.
  /// - Throws: ``DocumentError`` when the units are not those of this document.
  func write(_ units: [TranslatedUnit]) throws(DocumentError) -> Data

  /// What a reader should look at where ``write(_:)`` had to compromise, in the order of the document.
  func warnings(of units: [TranslatedUnit]) -> [DocumentReport.Warning]
}

extension ParsedDocument {
  public var declaredLanguage: LanguageTag? { nil }

  public func warnings(of units: [TranslatedUnit]) -> [DocumentReport.Warning] { [] }

  /// To be called first by ``write(_:)``: no text may land in another's place.
  public func check(_ translated: [TranslatedUnit], format: String) throws(DocumentError) {
    guard translated.count == units.count else {
      throw DocumentError(
        .unitsLost, format: format,
        reason: "\(units.count) units were read and \(translated.count) came back")
    }
    for (unit, result) in zip(units, translated) where unit.id != result.id {
      throw DocumentError(
        .unitsLost, format: format, place: .part(unit.id), reason: "unit \(result.id) came back in its place")
    }
  }
}
