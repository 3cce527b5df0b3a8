/// Which texts can stand in YAML without quotation marks, and which would be no texts then.
enum YAMLPlain {
  private static let words: Set<String> = [
    "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", ".inf", "-.inf", "+.inf",
    "<<", "=",
  ]

  /// Whether a plain scalar is a number, a truth value, a date or nothing.
  static func isOther(_ text: String) -> Bool {
    if text.utf8.count <= 5, words.contains(text.lowercased()) { return true }
    guard let first = text.unicodeScalars.first,
      ("0"..."9").contains(first) || "+-.".unicodeScalars.contains(first)
    else {
      return false
    }
    let digits = text.utf8.contains { (0x30...0x39).contains($0) }
    if text.hasPrefix("0x") || text.hasPrefix("0o") {
      return text.dropFirst(2).allSatisfy { $0.isHexDigit || $0 == "_" }
    }
    return digits && text.utf8.count <= 64
      && text.unicodeScalars.allSatisfy {
        ("0"..."9").contains($0) || "+-.:_,eETZt ".unicodeScalars.contains($0)
      }
  }

  static func isSafe(_ text: String, isFlow: Bool) -> Bool {
    guard !isOther(text), let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
      return false
    }
    if "-?:,[]{}#&*!|>'\"%@` \t=".unicodeScalars.contains(first) || last == ":" || last == " "
      || text.hasPrefix("...")
    {
      return false
    }
    var before: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if !isPrintable(scalar) || scalar == "\t" { return false }
      if isFlow, ",[]{}".unicodeScalars.contains(scalar) { return false }
      if scalar == "#", before == " " { return false }
      if before == ":", scalar == " " || isFlow { return false }
      before = scalar
    }
    return true
  }

  /// What needs no escape.
  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
      0x10000...0x10FFFF:
      true
    default: false
    }
  }
}
