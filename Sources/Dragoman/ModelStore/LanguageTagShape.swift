/// A check of shape alone: what tags mean is decided elsewhere.
enum LanguageTagShape {
  static func isPlausible(_ tag: String) -> Bool {
    guard tag.utf8.count <= 35 else { return false }
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    guard let language = parts.first, (2...8).contains(language.utf8.count) else { return false }
    let isWord = { (part: Substring) in
      (1...8).contains(part.utf8.count)
        && part.utf8.allSatisfy {
          (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
        }
    }
    return parts.allSatisfy(isWord) && language.utf8.allSatisfy { $0 > 57 }
  }

  /// The language subtag alone, lowercase.
  static func language(_ tag: String) -> String {
    tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
  }
}
