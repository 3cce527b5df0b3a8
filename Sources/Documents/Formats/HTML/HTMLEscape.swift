/// Text as HTML: only what would be taken for markup is escaped.
enum HTMLEscape {
  /// - Parameter isXML: only names of XML itself are written.
  static func text(_ text: String, isXML: Bool = false) -> [UInt8] {
    escape(text, isXML: isXML) { byte in
      switch byte {
      case UInt8(ascii: "<"): "&lt;"
      case UInt8(ascii: ">"): "&gt;"
      default: nil
      }
    }
  }

  /// - Parameter quote: the mark around the value, 0 for none: it is then given one.
  static func value(_ text: String, quote: UInt8, isXML: Bool = false) -> [UInt8] {
    let mark = quote == 0 ? UInt8(ascii: "\"") : quote
    let bytes = escape(text, isXML: isXML) { byte in
      byte == mark
        ? (mark == UInt8(ascii: "\"") ? "&quot;" : "&#39;") : byte == UInt8(ascii: "<") ? "&lt;" : nil
    }
    return quote == 0 ? [mark] + bytes + [mark] : bytes
  }

  private static func escape(_ text: String, isXML: Bool, _ replacement: (UInt8) -> StaticString?) -> [UInt8]
  {
    let bytes = isXML ? Array(XMLEscape.allowed(text).utf8) : Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    for (index, byte) in bytes.enumerated() {
      let escaped: StaticString? =
        byte == UInt8(ascii: "&") && (isXML || !CharacterReference.isUnknownName(bytes, at: index))
        ? "&amp;" : replacement(byte)
      if let escaped {
        escaped.withUTF8Buffer { result += $0 }
      } else if byte == 0xA0, result.last == 0xC2 {
        // Seen in an editor, it is no ordinary space.
        result.removeLast()
        result += Array((isXML ? "&#160;" : "&nbsp;").utf8)
      } else {
        result.append(byte)
      }
    }
    return result
  }
}
