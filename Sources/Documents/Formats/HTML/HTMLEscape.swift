/// Text as HTML: only what would be taken for markup is escaped.
enum HTMLEscape {
  static func text(_ text: String) -> [UInt8] {
    escape(text) { byte in
      switch byte {
      case UInt8(ascii: "<"): "&lt;"
      case UInt8(ascii: ">"): "&gt;"
      default: nil
      }
    }
  }

  /// - Parameter quote: the mark around the value, 0 for none: it is then given one.
  static func value(_ text: String, quote: UInt8) -> [UInt8] {
    let mark = quote == 0 ? UInt8(ascii: "\"") : quote
    let bytes = escape(text) { byte in
      byte == mark
        ? (mark == UInt8(ascii: "\"") ? "&quot;" : "&#39;") : byte == UInt8(ascii: "<") ? "&lt;" : nil
    }
    return quote == 0 ? [mark] + bytes + [mark] : bytes
  }

  private static func escape(_ text: String, _ replacement: (UInt8) -> StaticString?) -> [UInt8] {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    for (index, byte) in bytes.enumerated() {
      let escaped: StaticString? =
        byte == UInt8(ascii: "&") && !CharacterReference.isUnknownName(bytes, at: index)
        ? "&amp;" : replacement(byte)
      if let escaped {
        escaped.withUTF8Buffer { result += $0 }
      } else if byte == 0xA0, result.last == 0xC2 {
        // Seen in an editor, it is no ordinary space.
        result.removeLast()
        result += Array("&nbsp;".utf8)
      } else {
        result.append(byte)
      }
    }
    return result
  }
}
