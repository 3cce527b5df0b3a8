/// Finds known languages close to a spelling that is none.
package enum LanguageSuggestions {
  /// Up to three canonical codes, the likeliest first.
  package static func suggestions(for spelling: String) -> [String] {
    let lowered = spelling.lowercased()
    let head = String(lowered.prefix { $0 != "-" && $0 != "_" })
    if let confused = confusions[lowered] ?? confusions[head] { return [confused] }
    if let code = LanguageRecord.canonicalCodes[head] { return [code] }
    guard head.count >= 2 else { return [] }

    let allowed = head.count <= 3 ? 1 : max(1, head.count / 3)
    var candidates: [(distance: Int, code: String)] = []
    for record in LanguageRecord.all {
      // Short codes are compared with codes, words with names: each lies too near to the other kind.
      let names =
        head.count <= 3
        ? [record.code] + record.aliases.map(String.init)
        : [record.englishName.lowercased(), record.nativeName.lowercased()]
      let nearest = names.map { editDistance(head, $0) }.min() ?? Int.max
      if nearest <= allowed { candidates.append((nearest, record.code)) }
    }
    let rank = { (code: String) in common.firstIndex(of: code) ?? common.count }
    candidates.sort { ($0.distance, rank($0.code), $0.code) < ($1.distance, rank($1.code), $1.code) }
    return candidates.prefix(3).map(\.code)
  }

  /// Country codes and other habits in place of a language's code.
  private static let confusions = [
    "cn": "zh", "ch": "zh", "tw": "zh-Hant", "hk": "zh-Hant", "jp": "ja", "kr": "ko", "cz": "cs", "dk": "da",
    "ua": "uk", "gr": "el", "us": "en", "gb": "en", "sp": "es", "mx": "es", "at": "de", "ir": "fa",
    "il": "he",
    "vn": "vi", "rs": "sr", "by": "be", "ge": "ka", "se": "sv", "ee": "et", "al": "sq", "pk": "ur",
  ]

  private static let common = [
    "en", "zh", "fr", "es", "de", "ru", "ar", "pt", "it", "ja", "ko", "nl", "pl", "tr", "uk", "vi", "id",
  ]

  /// Levenshtein distance, counted in characters.
  private static func editDistance(_ left: String, _ right: String) -> Int {
    let columns = Array(right)
    var row = Array(0...columns.count)
    for (i, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in columns.indices {
        let substituted = diagonal + (columns[j] == character ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[columns.count]
  }
}
