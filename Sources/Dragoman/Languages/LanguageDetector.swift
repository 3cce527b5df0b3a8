/// Tells the language of a text from its script, from CLD2 and from small words.
///
/// Looks at no more than 64 KB of a text, from several places. Any string is safe to give.
public struct LanguageDetector: Sendable {
  public init() {}

  /// The languages that `text` may be in, the likeliest first; empty where nothing tells, as in a text of
  /// numbers
  /// or emoji alone.
  public func detect(_ text: String) -> [DetectedLanguage] {
    let sample = TextSample(text)
    let counts = ScriptCounts(sample.scalars)
    // One character says as much as a few letters, and text that quotes English terms is not English.
    let eastern = Double(counts.han * 5 + counts.kana * 3 + counts.hangul * 4)
    let single = counts.byLanguage.values.reduce(0, +)
    let total = eastern + Double(single + counts.alphabetic)
    guard total > 0 else { return [] }

    var found: [DetectedLanguage] = []
    if eastern > 0 { found += EasternLanguages.detect(sample.scalars, counts, share: eastern / total) }
    for (code, letters) in counts.byLanguage {
      let share = Double(letters) / total
      found.append(
        DetectedLanguage(
          language: LanguageTag(canonicalLanguage: code), confidence: share * Self.certainty(units: letters)))
    }
    if counts.alphabetic > 0 {
      found += AlphabeticLanguages.detect(sample.scalars, counts, share: Double(counts.alphabetic) / total)
    }
    return found.filter { $0.confidence > 0 }.sorted {
      ($1.confidence, $0.language.code) < ($0.confidence, $1.language.code)
    }
  }

  /// The likeliest language of `text`; nil where nothing tells.
  public func dominantLanguage(of text: String) -> LanguageTag? { detect(text).first?.language }

  /// How far the script of a text of `units` letters can be relied on.
  static func certainty(units: Int) -> Double { min(0.99, 0.7 + 0.03 * Double(units)) }
}
