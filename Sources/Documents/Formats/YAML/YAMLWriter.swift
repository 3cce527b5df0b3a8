/// Scalars of one line.
enum YAMLWriter {
  static func plain(_ text: String, isFlow: Bool, escapes: Bool) -> [UInt8] {
    if YAMLPlain.isSafe(text, isFlow: isFlow), !escapes || text.utf8.allSatisfy({ $0 < 0x80 }) {
      return Array(text.utf8)
    }
    let prefersSingle = text.contains("\"") || text.contains("\\")
    return prefersSingle ? singleQuoted(text, escapes: escapes) : doubleQuoted(text, escapes: escapes)
  }

  static func singleQuoted(_ text: String, escapes: Bool) -> [UInt8] {
    guard text.unicodeScalars.allSatisfy({ YAMLPlain.isPrintable($0) && (!escapes || $0.isASCII) }) else {
      return doubleQuoted(text, escapes: escapes)
    }
    return [0x27] + text.utf8.flatMap { $0 == 0x27 ? [0x27, 0x27] : [$0] } + [0x27]
  }

  /// - Parameter escapes: what is not ASCII is written as its number.
  static func doubleQuoted(_ text: String, escapes: Bool) -> [UInt8] {
    var result: [UInt8] = [0x22]
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += Array("\\\"".utf8)
      case "\\": result += Array("\\\\".utf8)
      case "\n": result += Array("\\n".utf8)
      case "\r": result += Array("\\r".utf8)
      case "\t": result += Array("\\t".utf8)
      default:
        if YAMLPlain.isPrintable(scalar), !escapes || scalar.isASCII {
          result += Array(String(scalar).utf8)
        } else {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          let (mark, count) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
          result += Array("\\\(mark)\(String(repeating: "0", count: count - digits.count))\(digits)".utf8)
        }
      }
    }
    return result + [0x22]
  }
}
