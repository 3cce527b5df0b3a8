/// Articles, which depend on the noun behind them, and what prepositions become with them.
enum Articles {
  /// A term's spellings with each article that may stand in front of it; none in languages without.
  ///
  /// - Parameter form: as it stands inside a sentence.
  static func leading(_ form: String, in language: LanguageTag) -> [String] {
    guard let first = form.unicodeScalars.first else { return [] }
    let articles: [String]
    switch language.language {
    case "en": articles = isVowel(first) ? ["the ", "an "] : ["the ", "a "]
    case "fr":
      articles =
        isVowel(first) || first == "h"
        ? ["l'", "de l'", "à l'", "d'", "un ", "une ", "les ", "des ", "aux "]
        : ["le ", "la ", "du ", "de la ", "de ", "au ", "à la ", "un ", "une ", "les ", "des ", "aux "]
    case "es":
      articles = [
        "el ", "la ", "los ", "las ", "del ", "de la ", "de los ", "de las ", "al ", "a la ", "un ", "una ",
      ]
    case "pt":
      articles = [
        "o ", "a ", "os ", "as ", "do ", "da ", "dos ", "das ", "ao ", "à ", "um ", "uma ", "no ", "na ",
      ]
    case "it":
      articles =
        isVowel(first)
        ? ["l'", "dell'", "un ", "un'"] : ["il ", "lo ", "la ", "i ", "le ", "del ", "della "]
    default: articles = []
    }
    return articles.map { $0 + form }
  }

  /// The words themselves, which a search may take back together with the noun they were for.
  static func words(of language: LanguageTag) -> Set<String> { lists[language.language] ?? [] }

  private static let lists: [String: Set<String>] = [
    "en": ["the", "a", "an"],
    "fr": ["le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "au", "aux"],
    "es": ["el", "la", "los", "las", "un", "una", "del", "al"],
    "pt": [
      "o", "a", "os", "as", "um", "uma", "do", "da", "dos", "das", "ao", "aos", "à", "no", "na", "nos", "nas",
    ],
    "it": [
      "il", "lo", "la", "i", "gli", "le", "l", "un", "uno", "una", "del", "della", "dell", "dello", "degli",
    ],
  ]

  private static func isVowel(_ scalar: Unicode.Scalar) -> Bool {
    "aeiouâàéèêëîïôùûœæ".unicodeScalars.contains(
      Character(scalar).lowercased().unicodeScalars.first ?? scalar)
  }
}
