import Dragoman
import Foundation

/// A part of a package with places for its units.
struct OfficePart: Sendable {
  struct Paragraph: Sendable {
    var range: Range<Int>
    /// Behind its properties.
    var content: Range<Int>
    var properties: Range<Int>?
    var dialect: RunDialect
    /// In front of names, as the source has it: `w:`.
    var prefix: String
    var items: [InlineItem]
    var segments: [ParagraphSegment]
  }

  /// A text without runs: an attribute's value, or all of an element's content.
  struct Value: Sendable {
    var range: Range<Int>
    var unit: Int
    /// The mark around an attribute's value.
    var quote: UInt8?
  }

  let name: String
  let encoding: TextEncoding
  let tree: XMLTree
  var runs = RunTable()
  /// Those that have units, as their elements begin.
  var paragraphs: [Paragraph] = []
  var values: [Value] = []
  /// Values that tell the language.
  var languages: [Range<Int>] = []
  /// Texts that may name sheets.
  var formulas: [Range<Int>] = []

  init(_ bytes: Data, name: String, format: String, limits: DocumentLimits) throws(DocumentError) {
    self.name = name
    try XMLCheck.check(bytes, format: format, part: name, limits: limits)
    encoding = TextEncoding(markOf: bytes) ?? .utf8(hasMark: false)
    do {
      let text = try encoding.decode(bytes, format: format)
      tree = XMLTree(Array(text.utf8), prefixes: OfficeNamespaces.prefixes)
    } catch {
      throw DocumentError(
        .unsupported, format: format, place: .part(name),
        reason: "is in an encoding that Office does not have")
    }
  }

  var unitNumbers: [Int] { paragraphs.flatMap { $0.segments.map(\.unit) } + values.map(\.unit) }
}
