/// What the rule for the full stop has to know of a language.
package struct LatinSentenceProfile: Sendable {
  /// Abbreviations that never end a sentence: titles, `e.g.`.
  package let titles: Set<String>
  /// Abbreviations only before a number: `No. 5`, `pp. 3`.
  package let beforeNumber: Set<String>
  /// Abbreviations that end a sentence only if a word follows which usually begins one.
  package let others: Set<String>
  /// Words that usually begin a sentence, as they are written there.
  package let starters: Set<String>
  /// Whether `3.` is how an ordinal is written.
  package let hasDottedOrdinals: Bool

  package static func profile(for language: LanguageTag?) -> LatinSentenceProfile {
    guard let language else { return universal }
    return profiles[language.language] ?? universal
  }

  /// Every list at once, for text whose language is not known or has no list of its own.
  private static let universal = LatinSentenceProfile(
    lists: Array(SentenceWordLists.byLanguage.values), hasDottedOrdinals: false)

  private static let profiles: [String: LatinSentenceProfile] = {
    var profiles: [String: LatinSentenceProfile] = [:]
    for (language, list) in SentenceWordLists.byLanguage {
      // English abbreviations appear in text of every language.
      let lists = [list] + (language == "en" ? [] : [SentenceWordLists.english])
      profiles[language] = LatinSentenceProfile(
        lists: lists, starters: list.starters, hasDottedOrdinals: ordinalLanguages.contains(language))
    }
    let chinese = LatinSentenceProfile(lists: [SentenceWordLists.english], hasDottedOrdinals: false)
    for language in ["zh", "yue", "ja", "ko", "ar"] { profiles[language] = chinese }
    for language in ordinalLanguages where profiles[language] == nil {
      profiles[language] = LatinSentenceProfile(
        lists: Array(SentenceWordLists.byLanguage.values), hasDottedOrdinals: true)
    }
    return profiles
  }()

  private static let ordinalLanguages: Set<String> = [
    "de", "lb", "da", "no", "nb", "nn", "fi", "is", "fo", "cs", "sk", "sl", "hr", "bs", "sr", "hu", "et",
    "lv", "tr",
  ]

  private init(lists: [SentenceWordLists], starters: String? = nil, hasDottedOrdinals: Bool) {
    titles = Self.words(lists.map(\.titles))
    beforeNumber = Self.words(lists.map(\.beforeNumber))
    others = Self.words(lists.map(\.others))
    self.starters = Self.words(starters.map { [$0] } ?? lists.map(\.starters))
    self.hasDottedOrdinals = hasDottedOrdinals
  }

  private static func words(_ lists: [String]) -> Set<String> {
    Set(lists.flatMap { $0.split { $0 == " " || $0 == "\n" }.map(String.init) })
  }
}
