/// Text as XML: characters that XML cannot have are left out.
package enum XMLEscape {
  package static func text(_ text: some StringProtocol) -> [UInt8] { escape(text, quote: nil) }

  /// - Parameter quote: the mark around the value.
  package static func value(_ text: some StringProtocol, quote: UInt8) -> [UInt8] {
    escape(text, quote: quote)
  }

  /// Without the characters that XML cannot have.
  static func allowed(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { isAllowed($0) }))
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\t", "\n", "\r": true
    case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": false
    default: true
    }
  }

  private static func escape(_ text: some StringProtocol, quote: UInt8?) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += Array("&amp;".utf8)
      case "<": result += Array("&lt;".utf8)
      case ">": result += Array("&gt;".utf8)
      case "\n" where quote != nil: result += Array("&#10;".utf8)
      case "\t", "\n", "\r": result += Array(String(Character(scalar)).utf8)
      case "\"" where quote == UInt8(ascii: "\""): result += Array("&quot;".utf8)
      case "'" where quote == UInt8(ascii: "'"): result += Array("&apos;".utf8)
      case let scalar where !isAllowed(scalar): break
      default: result += Array(String(Character(scalar)).utf8)
      }
    }
    return result
  }
}
