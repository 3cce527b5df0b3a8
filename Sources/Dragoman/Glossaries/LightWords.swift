/// Words that say nothing by themselves and stand in front of others: articles and what grows together with them.
package enum LightWords {
  package static func of(_ language: LanguageTag) -> Set<String> { lists[language.language] ?? [] }

  private static let lists: [String: Set<String>] = [
    "en": [
      "the", "a", "an", "of", "its", "their", "this", "that", "these", "those", "to", "for", "in", "on",
      "and", "by", "with",
    ],
    "fr": [
      "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "au", "aux", "à", "ce", "cette", "ces",
      "son", "sa",
      "ses", "leur", "leurs", "en", "et", "pour", "par", "dans", "sur",
    ],
    "es": [
      "el", "la", "los", "las", "un", "una", "unos", "unas", "de", "del", "al", "a", "su", "sus", "en", "y",
      "por", "para",
    ],
    "pt": [
      "o", "a", "os", "as", "um", "uma", "de", "do", "da", "dos", "das", "no", "na", "nos", "nas", "em", "e",
      "por", "para",
    ],
    "ru": ["в", "на", "и", "с", "по", "о", "об", "для", "к", "у"],
    "ar": ["في", "من", "على", "و", "ال", "إلى", "ل", "ب"],
    "zh": ["的", "了", "在", "和", "与", "及", "对", "该", "本"],
  ]
}
