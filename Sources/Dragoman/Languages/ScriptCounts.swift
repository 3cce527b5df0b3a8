/// How many letters of each script a text has.
package struct ScriptCounts: Sendable {
  package private(set) var han = 0
  package private(set) var kana = 0
  package private(set) var hangul = 0
  /// Letters of scripts that one language alone is written in, by the language's code.
  package private(set) var byLanguage: [String: Int] = [:]
  package private(set) var latin = 0
  package private(set) var cyrillic = 0
  package private(set) var arabic = 0
  /// Letters of the other scripts that several languages share.
  package private(set) var shared = 0

  package init(_ scalars: some Sequence<Unicode.Scalar>) {
    for scalar in scalars where scalar.isLetter { count(scalar) }
  }

  private mutating func count(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x41...0x24F, 0x1E00...0x1EFF, 0xFF21...0xFF5A: latin += 1
    case 0x400...0x52F: cyrillic += 1
    case 0x600...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFE: arabic += 1
    default:
      if scalar.isHan {
        han += 1
      } else if scalar.isKana {
        kana += 1
      } else if scalar.isHangul {
        hangul += 1
      } else if let code = Self.language(of: scalar.value) {
        byLanguage[code, default: 0] += 1
      } else {
        shared += 1
      }
    }
  }

  /// Letters of alphabets, which several languages share.
  package var alphabetic: Int { latin + cyrillic + arabic + shared }

  private static func language(of value: UInt32) -> String? {
    switch value {
    case 0x370...0x3FF, 0x1F00...0x1FFF: "el"
    case 0x531...0x58F: "hy"
    case 0xA00...0xA7F: "pa"
    case 0xA80...0xAFF: "gu"
    case 0xB00...0xB7F: "or"
    case 0xB80...0xBFF: "ta"
    case 0xC00...0xC7F: "te"
    case 0xC80...0xCFF: "kn"
    case 0xD00...0xD7F: "ml"
    case 0xD80...0xDFF: "si"
    case 0xE00...0xE7F: "th"
    case 0xE80...0xEFF: "lo"
    case 0xF00...0xFFF: "bo"
    case 0x1000...0x109F: "my"
    case 0x10A0...0x10FF: "ka"
    case 0x1780...0x17FF: "km"
    default: nil
    }
  }
}
