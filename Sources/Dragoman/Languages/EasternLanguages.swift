/// Chinese, Japanese and Korean, which their characters tell apart.
package enum EasternLanguages {
  /// Han text with more kana than this is Japanese, with more hangul Korean; below, they are quotations.
  private static let leastKana = 0.08
  private static let leastHangul = 0.2

  package static func detect(
    _ scalars: [Unicode.Scalar], _ counts: ScriptCounts, share: Double
  ) -> [DetectedLanguage] {
    let all = Double(counts.han + counts.kana + counts.hangul)
    let kana = Double(counts.kana) / all
    let hangul = Double(counts.hangul) / all
    let certainty = share * LanguageDetector.certainty(units: Int(all))
    let korean = LanguageTag(canonicalLanguage: "ko")
    let japanese = LanguageTag(canonicalLanguage: "ja")

    var found: [DetectedLanguage] = []
    func add(_ language: LanguageTag, _ confidence: Double) {
      found.append(DetectedLanguage(language: language, confidence: confidence))
    }
    if hangul >= leastHangul, counts.hangul >= counts.kana {
      add(korean, certainty * max(hangul, 0.8))
      if counts.han > 0 { add(.chinese, certainty * 0.15 * (1 - hangul)) }
      if counts.kana > 0 { add(japanese, certainty * 0.3 * kana) }
    } else if kana >= leastKana {
      add(japanese, certainty)
      if counts.han > 0 { add(.chinese, certainty * 0.2 * (1 - kana)) }
    } else {
      let variants = ChineseVariants(scalars)
      if variants.japanese > variants.simplified + variants.traditional || isJapanese(variants, counts) {
        add(japanese, certainty * 0.8)
        add(chinese(variants), certainty * 0.3)
      } else {
        add(chinese(variants), certainty)
        if counts.han <= 4 { add(japanese, certainty * 0.25) }
      }
      if counts.hangul > 0 { add(korean, certainty * hangul) }
    }
    return found
  }

  /// Kanji alone: forms of Japan beside forms that Japan shares with one side of China.
  private static func isJapanese(_ variants: ChineseVariants, _ counts: ScriptCounts) -> Bool {
    variants.japanese * 12 >= counts.han && variants.japanese >= variants.simplified && counts.han <= 40
      && variants.japanese > 0
  }

  private static func chinese(_ variants: ChineseVariants) -> LanguageTag {
    if variants.simplified > variants.traditional { return .simplifiedChinese }
    return variants.traditional > variants.simplified ? .traditionalChinese : .chinese
  }
}
