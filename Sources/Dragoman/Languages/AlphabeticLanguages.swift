internal import CLanguageDetector

/// Languages that share an alphabet: CLD2 decides, letters and small words correct it.
package enum AlphabeticLanguages {
  package static func detect(
    _ scalars: [Unicode.Scalar], _ counts: ScriptCounts, share: Double
  ) -> [DetectedLanguage] {
    // Chinese quoting English must not be judged by its Chinese.
    let alphabetic = scalars.map { $0.isWide || $0.isHangul ? " " : $0 }
    var guesses = guesses(for: alphabetic)
    if counts.latin * 2 > counts.alphabetic {
      correctLatin(&guesses, alphabetic, letters: counts.latin)
    } else if counts.cyrillic * 2 > counts.alphabetic {
      correctCyrillic(&guesses, alphabetic)
    } else if counts.arabic * 2 > counts.alphabetic {
      correctArabic(&guesses, alphabetic)
    }
    return guesses.map {
      DetectedLanguage(language: LanguageTag(canonicalLanguage: $0.code), confidence: $0.confidence * share)
    }
  }

  private struct Guess {
    var code: String
    var confidence: Double
  }

  private static func guesses(for scalars: [Unicode.Scalar]) -> [Guess] {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    var text = String(view)
    var result = dragoman_language_guesses()
    let status = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { dragoman_detect_languages($0.baseAddress, $0.count, &result) }
    }
    guard status == 0 else { return [] }
    let entries = [result.guesses.0, result.guesses.1, result.guesses.2].prefix(Int(result.count))
    let certainty = result.is_reliable == 1 ? 1.0 : 0.6
    var guesses: [Guess] = []
    for entry in entries {
      let spelling = withUnsafeBytes(of: entry.code) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let tag = try? LanguageTag(spelling), !["zh", "ja", "ko"].contains(tag.language),
        !guesses.contains(where: { $0.code == tag.language })
      else { continue }
      guesses.append(Guess(code: tag.language, confidence: certainty * Double(entry.percent) / 100))
    }
    return guesses
  }

  /// Puts `code` first, above what stands there.
  private static func promote(_ code: String, in guesses: inout [Guess], confidence: Double) {
    guesses.removeAll { $0.code == code }
    for index in guesses.indices {
      guesses[index].confidence = min(guesses[index].confidence, confidence * 0.6)
    }
    guesses.insert(Guess(code: code, confidence: confidence), at: 0)
  }

  // MARK: Corrections

  private static func correctLatin(_ guesses: inout [Guess], _ scalars: [Unicode.Scalar], letters: Int) {
    let words = FunctionWords.counts(in: scalars)
    let top = guesses.first?.code
    let topWords = top.map { words[$0] ?? 0 } ?? 0
    let best = words.max { ($0.value, $1.key) < ($1.value, $0.key) }
    let length = scalars.split(whereSeparator: { !$0.isLetter }).count
    if let best, best.key != top {
      let isBetter =
        switch top {
        case nil: true
        // Their small words are mostly Spanish or Portuguese ones too.
        case "gl"?, "ca"?: best.value > topWords
        case let top? where FunctionWords.knows(top):
          best.value >= topWords + 2 && best.value * 2 >= topWords * 3
        default: best.value >= 5 || (length <= 3 && best.value * 2 >= length)
        }
      if isBetter { promote(best.key, in: &guesses, confidence: 0.75) }
    }
    // A lone ASCII word of an uncommon language is more often English.
    if letters <= 8, let first = guesses.first, !common.contains(first.code),
      !scalars.contains(where: { $0.isLetter && !$0.isASCII }),
      length == 1
    {
      promote("en", in: &guesses, confidence: 0.3)
    }
    if guesses.isEmpty { guesses = [Guess(code: "en", confidence: 0.1)] }
  }

  private static let common: Set<String> = ["en", "fr", "es", "de", "pt", "it", "nl"]

  private static func correctCyrillic(_ guesses: inout [Guess], _ scalars: [Unicode.Scalar]) {
    let letters = Set(scalars.filter(\.isLetter).map { String($0).lowercased() })
    let has = { (list: [String]) in !letters.isDisjoint(with: list) }
    let top = guesses.first?.code ?? ""
    let isUkrainian = has(["ї", "є", "ґ"]) || (has(["і"]) && !has(["ы", "э", "ў"]))
    if isUkrainian, !has(["ы", "э", "ё", "ъ", "ә", "ң", "ұ"]), top != "uk" {
      promote("uk", in: &guesses, confidence: 0.8)
    } else if has(["ў"]), top != "be" {
      promote("be", in: &guesses, confidence: 0.8)
    } else if top.isEmpty || Self.isMistaken(top, has) {
      promote("ru", in: &guesses, confidence: 0.75)
    }
  }

  /// Whether the text has letters that the language's alphabet lacks.
  private static func isMistaken(_ code: String, _ has: ([String]) -> Bool) -> Bool {
    switch code {
    case "sr", "mk", "bs", "hr": has(["ы", "э", "ё", "щ", "ь", "я", "ю", "й"]) && !has(["ј", "љ", "њ"])
    case "uk": has(["ы", "э", "ё", "ъ"])
    case "bg": has(["ы", "э", "ё"])
    default: false
    }
  }

  private static func correctArabic(_ guesses: inout [Guess], _ scalars: [Unicode.Scalar]) {
    let top = guesses.first?.code ?? ""
    let persian: Set<Unicode.Scalar> = ["پ", "چ", "ژ", "گ", "ک", "ی"]
    let arabic: Set<Unicode.Scalar> = ["ة", "ى", "إ", "أ", "ي", "ك"]
    let isPersian = scalars.contains(where: persian.contains)
    let isArabic = scalars.contains(where: arabic.contains)
    if top == "ar", isPersian, !isArabic {
      promote("fa", in: &guesses, confidence: 0.7)
    } else if top.isEmpty || (top != "ar" && isArabic && !isPersian && top != "ug") {
      promote("ar", in: &guesses, confidence: 0.7)
    }
  }
}
