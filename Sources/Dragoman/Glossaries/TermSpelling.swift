/// How terms of a language are compared where glossaries are looked after.
package struct TermSpelling: Sendable {
  private let language: LanguageTag
  private let folding: TermFolding

  package init(_ language: LanguageTag) {
    self.language = language
    folding = TermFolding(language)
  }

  /// The same for forms that are found at the same places; empty for what has no word.
  package func key(of form: String, isExact: Bool) -> String {
    let units = TermUnit.units(of: form, folding)
    guard units.contains(where: { unit in unit.exact.unicodeScalars.contains { $0.isLetter || $0.isDigit } })
    else {
      return ""
    }
    return units.map { isExact ? $0.exact : $0.folded }.joined(separator: "\u{1}")
  }

  /// What is wrong with a form's letters; nil for names and acronyms in Latin capitals, which every language has.
  package func scriptFault(of form: String) -> String? {
    let wanted = language.likelyScript
    // They look right and are never found.
    for word in form.split(whereSeparator: \.isWhitespace) {
      let scripts = Set(word.unicodeScalars.filter(\.isLetter).map { Self.script(of: $0, like: wanted) })
      if scripts.isSuperset(of: ["Latn", "Cyrl"]) { return "“\(word)” mixes Latin and Cyrillic letters" }
    }
    let letters = form.unicodeScalars.filter(\.isLetter)
    guard let first = letters.first,
      !letters.contains(where: { Self.script(of: $0, like: wanted) == wanted }),
      !letters.allSatisfy({ $0.isASCII && $0.isUppercaseLetter })
    else { return nil }
    return "it is written in \(Self.script(of: first, like: wanted)), and the language in \(wanted)"
  }

  private static func script(of scalar: Unicode.Scalar, like wanted: String) -> String {
    switch scalar.value {
    case 0x41...0x24F, 0x1E00...0x1EFF: "Latn"
    case 0x370...0x3FF: "Grek"
    case 0x400...0x52F: "Cyrl"
    case 0x590...0x5FF: "Hebr"
    case 0x600...0x6FF, 0x750...0x77F, 0xFB50...0xFDFF, 0xFE70...0xFEFF: "Arab"
    case _ where scalar.isHan: ["Hans", "Hant", "Hani", "Jpan", "Kore"].contains(wanted) ? wanted : "Hani"
    case _ where scalar.isKana: "Jpan"
    case _ where scalar.isHangul: wanted == "Kore" ? wanted : "Hang"
    default: wanted
    }
  }
}
