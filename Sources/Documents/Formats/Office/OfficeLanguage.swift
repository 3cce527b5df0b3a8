import Dragoman

/// How Office names languages: always with a region.
enum OfficeLanguage {
  private static let regions: [String: String] = [
    "ar": "SA", "bg": "BG", "ca": "ES", "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "en": "US",
    "es": "ES",
    "et": "EE", "fa": "IR", "fi": "FI", "fr": "FR", "he": "IL", "hi": "IN", "hr": "HR", "hu": "HU",
    "id": "ID",
    "it": "IT", "ja": "JP", "ko": "KR", "lt": "LT", "lv": "LV", "nb": "NO", "nl": "NL", "pl": "PL",
    "pt": "PT",
    "ro": "RO", "ru": "RU", "sk": "SK", "sl": "SI", "sr": "RS", "sv": "SE", "th": "TH", "tr": "TR",
    "uk": "UA",
    "ur": "PK", "vi": "VN", "zh": "CN",
  ]

  static func code(of language: LanguageTag) -> String {
    if language.code.hasPrefix("zh-Hant") { return "zh-TW" }
    let parts = language.code.split(separator: "-")
    if let region = parts.dropFirst().last, region.count == 2 { return "\(language.language)-\(region)" }
    return regions[language.language].map { "\(language.language)-\($0)" } ?? language.code
  }

  /// The attribute of `w:lang` that speaks of the language's writing.
  static func attribute(for language: LanguageTag) -> String {
    if language.direction == .rightToLeft { return "bidi" }
    return ["zh", "ja", "ko"].contains(language.language) ? "eastAsia" : "val"
  }
}
