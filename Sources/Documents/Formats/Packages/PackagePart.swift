import Dragoman
import Foundation

/// A part of a package with places for its units.
struct PackagePart: Sendable {
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

  struct Copy: Sendable {
    var range: Range<Int>
    var unit: Int
  }

  struct Formula: Sendable {
    var range: Range<Int>
    /// The mark around an attribute's value.
    var quote: UInt8?
    var syntax: SheetNames.Syntax
  }

  let name: String
  let encoding: TextEncoding
  let tree: XMLTree
  var runs = RunTable()
  /// Those that have units, as their elements begin.
  var paragraphs: [Paragraph] = []
  var values: [Value] = []
  /// What tells the language and its direction, as it has to be in the translation.
  var statements: [SourceEdits.Edit] = []
  /// What is left out where a unit is not what it was: a text's copy that would contradict it.
  var copies: [Copy] = []
  /// Texts that may name sheets.
  var formulas: [Formula] = []

  init(
    _ bytes: Data, name: String, format: String, limits: DocumentLimits,
    prefixes: [String: String] = OfficeNamespaces.prefixes, allowsDoctype: Bool = false
  ) throws(DocumentError) {
    self.name = name
    try XMLCheck.check(
      bytes, format: format, part: name, limits: limits, allowsDoctype: allowsDoctype)
    encoding = TextEncoding(markOf: bytes) ?? .utf8(hasMark: false)
    do {
      let text = try encoding.decode(bytes, format: format)
      tree = XMLTree(Array(text.utf8), prefixes: prefixes)
    } catch {
      throw DocumentError(
        .unsupported, format: format, place: .part(name),
        reason: "is in an encoding that its format does not have")
    }
  }

  /// The segments of a paragraph that have something to translate, with their units, whose numbers have to be set.
  func segments(of items: [InlineItem], id: String) -> [(unit: DocumentUnit, segment: ParagraphSegment)] {
    guard items.contains(where: { $0.kind == .text }) else { return [] }
    let finder = SegmentFinder(items) { item in
      item.atoms.contains { atom in
        tree.text(atom.range, isCharacterData: atom.kind == .characterData).unicodeScalars.contains {
          !$0.isSpace
        }
      }
    }
    var segments: [(unit: DocumentUnit, segment: ParagraphSegment)] = []
    for range in finder.segments() {
      let number = segments.isEmpty ? "" : "/\(segments.count + 1)"
      if let built = SegmentBuilder.build(range, of: items, tree: tree, runs: runs, id: id + number) {
        segments.append(built)
      }
    }
    return segments
  }

  /// Adds a text without runs, if there is something to translate in it.
  mutating func add(
    value range: Range<Int>, quote: UInt8?, named name: some StringProtocol, firstUnit: Int,
    to units: inout [DocumentUnit]
  ) {
    let text = tree.text(range)
    guard Translatability.isTranslatable(text) else { return }
    values.append(Value(range: range, unit: firstUnit + units.count, quote: quote))
    units.append(
      DocumentUnit(id: "\(self.name)/\(name)[\(values.count)]", text: text, preservesSpace: true))
  }

  var unitNumbers: [Int] { paragraphs.flatMap { $0.segments.map(\.unit) } + values.map(\.unit) }
}
