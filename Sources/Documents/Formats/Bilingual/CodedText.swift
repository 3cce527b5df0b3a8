import Foundation

/// A text with codes in a source, and how its translation is written.
struct CodedText: Sendable {
  /// The unit's number; nil where only texts inside codes are translated.
  var unit: Int?
  /// All between the tags of its element.
  var content: Range<Int>
  /// Without the white space at its ends, which stays.
  var body: Range<Int>
  var stretches: [Int: InlineBuilder.Stretch]
  /// All of it is one section of character data.
  var isCharacterData: Bool
  /// Texts inside codes.
  var inner: [CodedText]

  /// All numbers of units.
  var units: [Int] { (unit.map { [$0] } ?? []) + inner.flatMap(\.units) }

  /// The content in the new language; nil where nothing in it has changed.
  func written(_ units: [TranslatedUnit], _ tree: XMLTree) -> [UInt8]? {
    let edits = inner.compactMap { text in
      text.written(units, tree).map { SourceEdits.Edit(range: text.content, bytes: $0) }
    }
    let source = SourceEdits(tree.bytes, edits)
    guard let unit, !units[unit].isUnchanged else {
      return edits.isEmpty ? nil : source.bytes(in: content)
    }
    let writer = InlineWriter(
      stretches: stretches, source: source.bytes(in:),
      escape: isCharacterData ? { Self.characterData($0) } : { XMLEscape.text($0) })
    var result = Array(tree.bytes[content.lowerBound..<body.lowerBound])
    result += writer.write(units[unit])
    return result + tree.bytes[body.upperBound..<content.upperBound]
  }

  /// For the inside of a section.
  private static func characterData(_ text: String) -> [UInt8] {
    let allowed = text.unicodeScalars.filter {
      ($0 >= " " && $0 != "\u{FFFE}" && $0 != "\u{FFFF}") || $0 == "\n" || $0 == "\t" || $0 == "\r"
    }
    return Array(
      String(String.UnicodeScalarView(allowed)).replacingOccurrences(of: "]]>", with: "]]]]><![CDATA[>").utf8)
  }
}
