import Dragoman

/// Languages as LibreTranslate calls them: `zh-Hans` and `zh-Hant`; `zh` and `zt`, its older names, are read.
enum LibreTranslateCode {
  static func code(of language: LanguageTag) -> String {
    guard language.language == "zh" else { return language.code }
    return language.script == "Hant" ? "zh-Hant" : "zh-Hans"
  }

  /// Languages of a table by their codes, each once.
  static func codes(of languages: some Sequence<LanguageTag>) -> [String] {
    var seen: Set<String> = []
    return languages.map(code).filter { seen.insert($0).inserted }
  }
}
