import Dragoman

/// Languages as DeepL calls them: upper case, `ZH` for Chinese, regions only of targets.
enum DeepLCode {
  static func source(_ language: LanguageTag) -> String { language.language.uppercased() }

  /// The codes that a target has: English and Portuguese have one for each region and none without.
  static func targets(_ language: LanguageTag) -> [(code: String, tag: LanguageTag)] {
    func spelled(_ codes: [String]) -> [(code: String, tag: LanguageTag)] {
      codes.compactMap { code in (try? LanguageTag(code)).map { (code, $0) } }
    }
    switch (language.language, language.region, language.script) {
    case ("en", nil, _): return spelled(["EN-GB", "EN-US"])
    case ("pt", nil, _): return spelled(["PT-BR", "PT-PT"])
    case ("zh", _, "Hant"): return spelled(["ZH-HANT"])
    case ("zh", _, "Hans"): return spelled(["ZH-HANS"])
    case ("zh", _, _): return spelled(["ZH", "ZH-HANS"])
    default: return [(language.code.uppercased(), language)]
    }
  }
}
