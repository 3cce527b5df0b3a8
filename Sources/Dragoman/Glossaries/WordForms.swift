import Foundation

/// Which words are forms of one word: plurals, cases, an article in front. Simple on purpose: endings only, and none where
/// the word without it is another one (`new`, `news`).
struct WordForms: Sendable {
  private let language: String

  init(_ language: LanguageTag) { self.language = language.language }

  /// The same for all forms of a word.
  ///
  /// - Parameter word: folded.
  func stem(of word: String) -> String {
    switch language {
    case "en": english(word)
    case "fr": french(word)
    case "es": spanish(word)
    case "pt": portuguese(word)
    case "ru": cut(word, Self.russianEndings, keeping: 3)
    case "ar": arabic(word)
    default: word
    }
  }

  /// What a word may have behind it and be the same word; nil where words change in other ways as well.
  var endings: Set<String>? {
    switch language {
    case "en", "es", "pt": ["s", "es"]
    case "fr": ["s", "es", "x"]
    default: nil
    }
  }

  private func english(_ word: String) -> String {
    guard word.utf8.count > 3, !Self.englishPlurals.contains(word), word.hasSuffix("s") else { return word }
    if ["ss", "us", "is", "ics"].contains(where: word.hasSuffix) { return word }
    if word.hasSuffix("ies"), word.utf8.count > 4 { return word.dropLast(3) + "y" }
    let hissing = ["ses", "xes", "zes", "ches", "shes"].contains(where: word.hasSuffix)
    if hissing,
      !["ases", "uses", "oses", "ises", "enses", "auses", "izes", "aches"].contains(where: word.hasSuffix)
    {
      return String(word.dropLast(2))
    }
    return String(word.dropLast())
  }

  private func french(_ word: String) -> String {
    guard word.count > 3, !Self.frenchPlurals.contains(word) else { return word }
    if word.hasSuffix("eaux") { return String(word.dropLast()) }
    if word.hasSuffix("aux") { return word.dropLast(2) + "l" }
    return word.hasSuffix("s") ? String(word.dropLast()) : word
  }

  private func spanish(_ word: String) -> String {
    let plain = String(
      String.UnicodeScalarView(
        word.decomposedStringWithCanonicalMapping.unicodeScalars.filter { $0 != "\u{301}" })
    ).precomposedStringWithCanonicalMapping
    guard plain.count > 3, !Self.spanishPlurals.contains(plain) else { return plain }
    if plain.hasSuffix("ces") { return plain.dropLast(3) + "z" }
    var stem = plain[...]
    while stem.count > 3, let last = stem.last, "es".contains(last) { stem = stem.dropLast() }
    return String(stem)
  }

  private func portuguese(_ word: String) -> String {
    guard word.count > 3, word.hasSuffix("s") else { return word }
    for (ending, singular) in Self.portugueseEndings where word.hasSuffix(ending) {
      return word.dropLast(ending.count) + singular
    }
    return String(word.dropLast())
  }

  private func arabic(_ word: String) -> String {
    var word = word[...]
    for prefix in ["و", "ف"] where word.hasPrefix(prefix) && word.count > 4 { word = word.dropFirst() }
    for prefix in ["بال", "كال", "لل", "ال"] where word.hasPrefix(prefix) && word.count - prefix.count >= 3 {
      word = word.dropFirst(prefix.count)
      break
    }
    return cut(String(word), ["ات", "ون", "ين", "ة", "ه"], keeping: 3)
  }

  /// Without the first of the endings that it has and can do without.
  private func cut(_ word: String, _ endings: [String], keeping letters: Int) -> String {
    let length = word.count
    for ending in endings where length - ending.count >= letters && word.hasSuffix(ending) {
      return String(word.dropLast(ending.count))
    }
    return word
  }

  /// Longest first.
  private static let russianEndings = [
    "иями", "ями", "ами", "иям", "иях", "ией", "ого", "его", "ому", "ему", "ыми", "ими", "ях", "ах", "ая",
    "яя", "ое", "ее", "ые", "ие", "ый", "ий", "ой", "ей", "ую", "юю", "ых", "их", "ым", "им", "ом", "ем",
    "ам", "ям", "ия", "ии", "ию", "ью", "ов", "ев", "ье", "ья", "ьи", "ью", "а", "я", "о", "е", "ы", "и",
    "у", "ю", "ь", "й",
  ]

  private static let portugueseEndings = [
    ("ões", "ão"), ("ães", "ão"), ("ãos", "ão"), ("ais", "al"), ("éis", "el"), ("óis", "ol"), ("ns", "m"),
    ("res", "r"), ("zes", "z"),
  ]

  /// What means something else without its s.
  private static let englishPlurals: Set<String> = [
    "news", "means", "customs", "goods", "arms", "minutes", "proceedings", "works", "species", "series",
    "headquarters", "affairs", "savings", "earnings", "damages", "premises", "forces", "remains", "thanks",
    "contents", "glasses", "spirits", "colours", "colors", "lens", "always", "perhaps", "towards", "whereas",
    "does", "lies", "dies",
  ]
  private static let frenchPlurals: Set<String> = [
    "fois", "mois", "pays", "temps", "corps", "cours", "sens", "fils", "avis", "bras", "dans", "sans", "sous",
    "très", "plus", "moins", "vers", "puis", "mais", "jamais", "toujours", "alors", "procès", "progrès",
    "accès", "succès", "concours", "discours", "recours", "secours", "parcours",
  ]
  private static let spanishPlurals: Set<String> = [
    "crisis", "tesis", "lunes", "martes", "jueves", "viernes", "antes", "entonces", "menos", "apenas",
    "quizas", "gracias", "mas", "pues", "tres", "seis", "dos",
  ]
}
