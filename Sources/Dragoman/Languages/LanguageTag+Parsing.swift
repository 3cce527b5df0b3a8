extension LanguageTag {
  /// Reads a language from any of its usual spellings, in any case.
  ///
  /// - Throws: ``LanguageError`` with the closest known languages where nothing fits.
  public init(_ spelling: String) throws(LanguageError) {
    guard let tag = LanguageTag.parse(spelling) else {
      // A hostile spelling may be of any length: look at its beginning only.
      let shown = String(spelling.prefix(40))
      throw LanguageError(spelling: shown, suggestions: LanguageSuggestions.suggestions(for: shown))
    }
    self = tag
  }

  private static let maximumSpellingLength = 64

  private static func parse(_ spelling: String) -> LanguageTag? {
    guard spelling.utf8.count <= maximumSpellingLength else { return nil }
    let lowered = spelling.lowercased().trimmingWhiteSpace()
    if let named = named(lowered) { return named }
    // POSIX locales carry an encoding and a modifier: zh_TW.UTF-8, sr_RS@latin.
    var body = lowered[...]
    if let at = body.firstIndex(where: { $0 == "." || $0 == "@" }) { body = body[..<at] }
    let subtags = body.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
    return tag(of: subtags)
  }

  private static func tag(of subtags: [Substring]) -> LanguageTag? {
    guard let first = subtags.first, subtags.count <= 4, !subtags.contains(where: \.isEmpty) else {
      return nil
    }
    var script: String?
    var region: String?
    var rest = subtags.dropFirst()
    var language = String(first)
    switch language {
    case "zt": (language, script) = ("zh", "Hant")
    case "pb": (language, region) = ("pt", "BR")
    default: break
    }
    // zh-cmn-Hans and zh-yue, the extended form.
    if language == "zh", let extended = rest.first, extended == "cmn" || extended == "yue" {
      language = String(extended)
      rest = rest.dropFirst()
    }
    guard let canonical = LanguageRecord.canonicalCodes[language] else { return nil }
    for subtag in rest {
      guard subtag.utf8.allSatisfy({ isASCIIAlphanumeric($0) }) else { return nil }
      if let known = chineseScripts[subtag], canonical == "zh" || canonical == "yue" {
        script = known
      } else if subtag.utf8.count == 4, !subtag.utf8.contains(where: isASCIIDigit) {
        guard script == nil else { return nil }
        script = subtag.prefix(1).uppercased() + subtag.dropFirst()
      } else if isRegion(subtag) {
        guard region == nil else { return nil }
        region = subtag.uppercased()
      } else {
        return nil
      }
    }
    return normalized(language: canonical, script: script, region: region)
  }

  /// One form for one meaning: usual scripts are not said, Chinese regions bring their scripts.
  private static func normalized(language: String, script: String?, region: String?) -> LanguageTag {
    var script = script
    var region = region
    if language == "zh" {
      if script == nil { script = region.flatMap { chineseScriptsByRegion[$0] } }
      // Simplified is China's everywhere; Taiwan's Traditional has forms and words of its own.
      if (script, region) == ("Hans", "CN") { region = nil }
    } else if script == LanguageRecord.byCode[language]?.script || (language, script) == ("ko", "Hang") {
      script = nil
    }
    return LanguageTag(canonicalLanguage: language, script: script, region: region)
  }

  private static func named(_ name: String) -> LanguageTag? {
    if let code = LanguageRecord.codesByName[name] { return LanguageTag(canonicalLanguage: code) }
    return otherNames[name]
  }

  private static let otherNames: [String: LanguageTag] = [
    "simplified chinese": .simplifiedChinese, "chinese (simplified)": .simplifiedChinese,
    "chinese simplified": .simplifiedChinese, "简体中文": .simplifiedChinese, "中文（简体）": .simplifiedChinese,
    "traditional chinese": .traditionalChinese, "chinese (traditional)": .traditionalChinese,
    "chinese traditional": .traditionalChinese, "繁體中文": .traditionalChinese,
    "mandarin": .chinese, "汉语": .chinese, "漢語": .chinese,
    "brazilian portuguese": LanguageTag(canonicalLanguage: "pt", region: "BR"),
    "portuguese (brazil)": LanguageTag(canonicalLanguage: "pt", region: "BR"),
    "farsi": LanguageTag(canonicalLanguage: "fa"), "filipino": LanguageTag(canonicalLanguage: "tl"),
    "castilian": LanguageTag(canonicalLanguage: "es"), "flemish": LanguageTag(canonicalLanguage: "nl"),
    "slovene": LanguageTag(canonicalLanguage: "sl"),
  ]

  private static let chineseScripts: [Substring: String] = [
    "hans": "Hans", "hant": "Hant", "chs": "Hans", "cht": "Hant", "simp": "Hans", "trad": "Hant",
  ]

  private static let chineseScriptsByRegion = [
    "CN": "Hans", "SG": "Hans", "MY": "Hans", "TW": "Hant", "HK": "Hant", "MO": "Hant",
  ]

  private static func isRegion(_ subtag: Substring) -> Bool {
    switch subtag.utf8.count {
    case 2: !subtag.utf8.contains(where: isASCIIDigit)
    case 3: subtag.utf8.allSatisfy(isASCIIDigit)
    default: false
    }
  }

  private static func isASCIIDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isASCIIAlphanumeric(_ byte: UInt8) -> Bool {
    isASCIIDigit(byte) || (0x61...0x7A).contains(byte)
  }
}

extension String {
  fileprivate func trimmingWhiteSpace() -> String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
