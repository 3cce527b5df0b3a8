extension Unicode.Scalar {
  package var isSpace: Bool {
    switch value {
    case 0x20, 0x09...0x0D: true
    case 0..<0x80: false
    default: properties.isWhitespace
    }
  }

  /// Ends a line: \n, \v, \f, \r, NEL, and the line and paragraph separators.
  package var isLineEnd: Bool {
    switch value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  package var isHan: Bool {
    switch value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3005...0x3007, 0xF900...0xFAFF, 0x20000...0x323AF: true
    default: false
    }
  }

  package var isHiragana: Bool { (0x3041...0x309F).contains(value) }

  package var isKana: Bool {
    switch value {
    case 0x3041...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D: true
    default: false
    }
  }

  package var isHangul: Bool {
    switch value {
    case 0xAC00...0xD7A3, 0x1100...0x11FF, 0x3130...0x318F, 0xA960...0xA97F, 0xD7B0...0xD7FF: true
    default: false
    }
  }

  /// Han or kana: written without spaces.
  package var isIdeographic: Bool { isHan || isKana }

  /// Ideographic or one of the wide punctuation marks that go with it.
  package var isWide: Bool {
    isIdeographic || (0x3000...0x303F).contains(value) || (0xFF01...0xFF60).contains(value)
  }

  package var isLetter: Bool {
    switch value {
    case 0x41...0x5A, 0x61...0x7A: return true
    case 0..<0x80: return false
    case 0x4E00...0x9FFF: return true
    default:
      switch properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
      default: return false
      }
    }
  }

  package var isUppercaseLetter: Bool {
    value < 0x80
      ? (0x41...0x5A).contains(value)
      : properties.isUppercase || properties.generalCategory == .titlecaseLetter
  }

  package var isLowercaseLetter: Bool {
    value < 0x80 ? (0x61...0x7A).contains(value) : properties.isLowercase
  }

  /// An ASCII, full-width or other decimal digit.
  package var isDigit: Bool {
    value < 0x80 ? (0x30...0x39).contains(value) : properties.generalCategory == .decimalNumber
  }

  package var isCombiningMark: Bool {
    guard value >= 0x300 else { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }

  /// One that may stand in a Chinese numeral.
  package var isHanNumeral: Bool {
    switch self {
    case "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "零", "〇", "○",
      "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖", "拾", "貳", "參", "陸":
      true
    default: false
    }
  }
}
