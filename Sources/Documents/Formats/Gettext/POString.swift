/// The strings of PO files, with the escapes of C.
enum POString {
  /// The characters of a string, each with its bytes; nil where it has bytes by number that are no ASCII.
  static func characters(
    _ bytes: [UInt8], _ literals: [Range<Int>]
  ) -> [(scalar: Unicode.Scalar, range: Range<Int>)]? {
    var result: [(scalar: Unicode.Scalar, range: Range<Int>)] = []
    for literal in literals {
      var index = literal.lowerBound
      while index < literal.upperBound {
        let start = index
        var scalar: Unicode.Scalar?
        if bytes[index] == UInt8(ascii: "\\"), index + 1 < literal.upperBound {
          scalar = escape(bytes, &index, literal.upperBound)
        } else {
          index = min(index + UTF8Width.width(of: bytes[index]), literal.upperBound)
          scalar = UTF8Width.scalar(bytes[start..<index])
        }
        guard let scalar else { return nil }
        result.append((scalar, start..<index))
      }
    }
    return result
  }

  static func text(_ bytes: [UInt8], _ literals: [Range<Int>]) -> String? {
    characters(bytes, literals).map { characters in
      var text = String.UnicodeScalarView()
      text.append(contentsOf: characters.lazy.map(\.scalar))
      return String(text)
    }
  }

  private static func escape(_ bytes: [UInt8], _ index: inout Int, _ end: Int) -> Unicode.Scalar? {
    let letter = bytes[index + 1]
    index += 2
    switch letter {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "a"): return "\u{7}"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "v"): return "\u{B}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "x"), UInt8(ascii: "0")...UInt8(ascii: "7"):
      let isHexadecimal = letter == UInt8(ascii: "x")
      let start = isHexadecimal ? index : index - 1
      var stop = start
      while stop < end, stop - start < (isHexadecimal ? 2 : 3),
        Character(Unicode.Scalar(bytes[stop])).isHexDigit
      {
        stop += 1
      }
      index = max(stop, index)
      let value = UInt8(String(decoding: bytes[start..<stop], as: UTF8.self), radix: isHexadecimal ? 16 : 8)
      return value.flatMap { $0 < 0x80 && $0 > 0 ? Unicode.Scalar($0) : nil }
    default: return letter < 0x80 ? Unicode.Scalar(letter) : nil
    }
  }

  static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\t": "\\t"
    case "\r": "\\r"
    case "\u{7}": "\\a"
    case "\u{8}": "\\b"
    case "\u{B}": "\\v"
    case "\u{C}": "\\f"
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\u{0}"..<" ": ""
    default: String(Character(scalar))
    }
  }
}
