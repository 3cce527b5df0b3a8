import Foundation

/// Bounds how deep a YAML text can be nested and how much its aliases can multiply it, before the parser,
/// which recurses, sees it. Quoted text may be counted with the rest: the bounds leave room for it.
enum YAMLDepth {
  /// Openings of lists and mappings in brackets, anywhere in the text.
  private static let maximumBrackets = 256
  /// The columns over which a line's dashes, question marks and indentation reach.
  private static let maximumIndent = 128
  private static let maximumAnchors = 16

  /// The first line, counted from 1, that goes beyond the bounds.
  static func firstLineTooDeep(in text: Data) -> Int? {
    var (brackets, anchors, line) = (0, 0, 1)
    // Columns of the current line's start that consist of what nests blocks; nil once something else came.
    var indent: Int? = 0
    var previous = UInt8(ascii: "\n")
    for byte in text {
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        if byte == UInt8(ascii: "\n") { line += 1 }
        indent = 0
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        if beginsValue(after: previous) { brackets += 1 }
        indent = nil
      case UInt8(ascii: "&"), UInt8(ascii: "*"):
        if beginsValue(after: previous) { anchors += 1 }
        indent = nil
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
        indent = indent.map { $0 + 1 }
      default:
        indent = nil
      }
      if brackets > maximumBrackets || anchors > maximumAnchors || indent ?? 0 > maximumIndent { return line }
      previous = byte
    }
    return nil
  }

  /// What stands before an opening bracket, an anchor or an alias, which elsewhere are text.
  private static func beginsValue(after byte: UInt8) -> Bool {
    " \t\r\n[{,:".utf8.contains(byte)
  }
}
