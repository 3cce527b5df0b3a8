/// The direction in which a script runs.
public enum TextDirection: String, Sendable, Hashable, Codable {
  case leftToRight = "ltr"
  case rightToLeft = "rtl"
}

extension LanguageTag {
  /// Every language that has a name here, in the order of the codes; Chinese stands once for each script.
  public static let known: [LanguageTag] = LanguageRecord.all.flatMap { record in
    record.code == "zh"
      ? [.chinese, .simplifiedChinese, .traditionalChinese] : [LanguageTag(canonicalLanguage: record.code)]
  }

  /// The name in English: `Chinese (Traditional)`, `Portuguese (BR)`.
  public var englishName: String {
    let base = LanguageRecord.byCode[language]?.englishName ?? language
    let details = [script.map { Self.scriptNames[$0] ?? $0 }, region].compactMap(\.self)
    return details.isEmpty ? base : "\(base) (\(details.joined(separator: ", ")))"
  }

  /// The name that its own speakers use: `繁體中文`, `Português (BR)`.
  public var nativeName: String {
    let base = LanguageRecord.byCode[language]?.nativeName ?? language
    var details = [script, region].compactMap(\.self)
    var name = base
    switch (language, script) {
    case ("zh", "Hans"): (name, details) = ("简体中文", region.map { [$0] } ?? [])
    case ("zh", "Hant"): (name, details) = ("繁體中文", region.map { [$0] } ?? [])
    default: break
    }
    return details.isEmpty ? name : "\(name) (\(details.joined(separator: ", ")))"
  }

  /// The script that text in this language is written in, said or usual, as an ISO 15924 code.
  public var likelyScript: String {
    script ?? LanguageRecord.byCode[language]?.script ?? "Zyyy"
  }

  public var direction: TextDirection {
    ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo"].contains(likelyScript) ? .rightToLeft : .leftToRight
  }

  /// Whether words are written with spaces between them.
  public var isSpaced: Bool {
    !["Hans", "Hant", "Hani", "Jpan", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"].contains(likelyScript)
  }

  /// What stands between two sentences of a paragraph: nothing in Chinese and Japanese, else a space.
  public var sentenceSeparator: String {
    ["Hans", "Hant", "Hani", "Jpan"].contains(likelyScript) ? "" : " "
  }

  private static let scriptNames = [
    "Hans": "Simplified", "Hant": "Traditional", "Latn": "Latin", "Cyrl": "Cyrillic", "Arab": "Arabic",
  ]
}
