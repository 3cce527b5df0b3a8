/// Spelling and dates.
enum EnglishStyle {
  private static let endings = [
    "isations", "isation", "isable", "ising", "isers", "iser", "ised", "ises", "ise",
  ]
  /// Verbs and nouns that never had a z, without their `ise`.
  private static let exceptions: Set<String> = [
    "adv", "advert", "appra", "appr", "ar", "bru", "cerise", "chast", "circumc", "compr", "comprom", "conc",
    "cru",
    "dem", "desp", "dev", "disfranch", "disgu", "enfranch", "enterpr", "entrepr", "exc", "exerc", "exorc",
    "expert",
    "fra", "franch", "gu", "improv", "inc", "l", "lia", "likew", "merchand", "ma", "mort", "no", "otherw",
    "parad",
    "po", "porpo", "pra", "pract", "prec", "prem", "pr", "prom", "ra", "repr", "rev", "r", "superv", "surm",
    "surpr",
    "telev", "tort", "treat", "turquo", "v", "val", "w", "clockw", "lengthw", "an", "bra", "den", "lou",
    "uprai",
    "upra", "upr", "arr", "sunr", "moonr", "no", "counterclockw", "anticlockw", "edgew", "stepw", "pairw",
    "pointw",
  ]

  static func ize(_ text: String) -> [TextEdits.Edit] {
    words(of: text).compactMap { range, word in
      let lower = word.lowercased()
      guard let ending = endings.first(where: lower.hasSuffix) else { return nil }
      let stem = String(lower.dropLast(ending.count))
      guard stem.count > 2, !exceptions.contains(stem) else { return nil }
      // The s of the ending is its second letter.
      let place = range.upperBound - ending.unicodeScalars.count + 1
      return TextEdits.Edit(range: place..<place + 1, replacement: word.uppercased() == word ? "Z" : "z")
    }
  }

  static func program(_ text: String) -> [TextEdits.Edit] {
    words(of: text).compactMap { range, word in
      guard ["programme", "programmes"].contains(word.lowercased()) else { return nil }
      let place = range.lowerBound + 7
      return TextEdits.Edit(range: place..<place + 2, replacement: "")
    }
  }

  static func programme(_ text: String) -> [TextEdits.Edit] {
    var before = ""
    return words(of: text).compactMap { range, word in
      defer { before = word.lowercased() }
      guard ["program", "programs"].contains(word.lowercased()), !["computer", "software"].contains(before)
      else {
        return nil
      }
      let place = range.lowerBound + 7
      return TextEdits.Edit(range: place..<place, replacement: word.uppercased() == word ? "ME" : "me")
    }
  }

  // MARK: - Dates

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]

  static func monthFirst(_ text: String) -> [TextEdits.Edit] {
    let tokens = words(of: text)
    return tokens.indices.compactMap { index in
      guard months.contains(tokens[index].word), index > 0, index + 1 < tokens.count,
        let day = day(tokens[index - 1].word), isYear(tokens[index + 1].word),
        isGap(text, tokens[index - 1].range, tokens[index].range, " "),
        isGap(text, tokens[index].range, tokens[index + 1].range, " ")
      else { return nil }
      return TextEdits.Edit(
        range: tokens[index - 1].range.lowerBound..<tokens[index + 1].range.upperBound,
        replacement: "\(tokens[index].word) \(day), \(tokens[index + 1].word)")
    }
  }

  static func dayFirst(_ text: String) -> [TextEdits.Edit] {
    let tokens = words(of: text)
    return tokens.indices.compactMap { index in
      guard months.contains(tokens[index].word), index + 2 < tokens.count,
        let day = day(tokens[index + 1].word),
        isYear(tokens[index + 2].word), isGap(text, tokens[index].range, tokens[index + 1].range, " "),
        isGap(text, tokens[index + 1].range, tokens[index + 2].range, ", ")
      else { return nil }
      return TextEdits.Edit(
        range: tokens[index].range.lowerBound..<tokens[index + 2].range.upperBound,
        replacement: "\(day) \(tokens[index].word) \(tokens[index + 2].word)")
    }
  }

  private static func day(_ word: String) -> Int? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    guard let day = Int(digits), (1...31).contains(day),
      ["", "st", "nd", "rd", "th"].contains(word.dropFirst(digits.count))
    else { return nil }
    return day
  }

  private static func isYear(_ word: String) -> Bool { word.count == 4 && Int(word) != nil }

  private static func isGap(_ text: String, _ left: Range<Int>, _ right: Range<Int>, _ gap: String) -> Bool {
    left.upperBound <= right.lowerBound
      && text.unicodeScalars.dropFirst(left.upperBound).prefix(right.lowerBound - left.upperBound)
        .elementsEqual(gap.unicodeScalars)
  }

  /// Letters and digits in a row, by scalars.
  private static func words(of text: String) -> [(range: Range<Int>, word: String)] {
    var words: [(range: Range<Int>, word: String)] = []
    var word = String.UnicodeScalarView()
    var place = 0
    func end() {
      if !word.isEmpty { words.append((place - word.count..<place, String(word))) }
      word = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      if scalar.isLetter || scalar.isDigit { word.append(scalar) } else { end() }
      place += 1
    }
    end()
    return words
  }
}
