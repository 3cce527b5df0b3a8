import Dragoman

/// How a document's terms were rendered, and which rendering is to hold.
struct TermRenderings: Sendable {
  /// The share of its places that a rendering needs to hold for all, where the term is no name.
  private static let share = 0.6
  /// A rendering of more words is none.
  private static let mostWords = 9

  private let light: Set<String>

  init(to: LanguageTag) { light = LightWords.of(to) }

  /// - Parameters:
  ///   - candidates: of the texts.
  ///   - translations: of each text, with the links between their bytes.
  func terms(
    _ candidates: TermCandidates, translations: [(text: String, alignment: Alignment)]
  ) -> [DocumentTerm] {
    let terms = candidates.places.compactMap { form, places -> DocumentTerm? in
      // Spellings by what is compared, in the order in which they came.
      var order: [String] = []
      var found: [String: (spelling: String, count: Int)] = [:]
      for place in places {
        let translation = translations[place.text]
        guard let rendering = rendering(of: place.range, in: translation.text, translation.alignment) else {
          continue
        }
        let key = rendering.lowercased()
        if found[key] == nil { order.append(key) }
        found[key, default: (rendering, 0)].count += 1
      }
      let total = found.values.reduce(0) { $0 + $1.count }
      // The first of those that come most.
      guard
        let best = order.max(by: { (found[$0]?.count ?? 0) < (found[$1]?.count ?? 0) }).flatMap({ best in
          order.first { found[$0]?.count == found[best]?.count }
        }), let chosen = found[best]
      else { return nil }
      let isName = form.contains(where: \.isUppercase) || form.unicodeScalars.contains(where: \.isHan)
      guard isName || Double(chosen.count) >= Self.share * Double(total),
        chosen.count > 1 || total == 1 || isName
      else {
        return nil
      }
      let others = order.filter { $0 != best }.compactMap { found[$0] }
      return DocumentTerm(
        source: form, target: chosen.spelling, count: places.count,
        others: Dictionary(others.map { ($0.spelling, $0.count) }, uniquingKeysWith: +))
    }
    return terms.sorted { ($1.count, $0.source) < ($0.count, $1.source) }
  }

  /// The words that are linked to a stretch of the source and to nothing else; nil where they do not stand together.
  private func rendering(of range: Range<Int>, in translation: String, _ alignment: Alignment) -> String? {
    let own = alignment.links.filter { $0.source.overlaps(range) }.map(\.target)
    guard let start = own.map(\.lowerBound).min(), let end = own.map(\.upperBound).max() else { return nil }
    let bytes = Array(translation.utf8)
    var words = WordScanner.words(of: translation).filter { $0.overlaps(start..<end) }
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    while let first = words.first, light.contains(text(first).lowercased()) { words.removeFirst() }
    while let last = words.last, light.contains(text(last).lowercased()) { words.removeLast() }
    guard let first = words.first, let last = words.last, words.count <= Self.mostWords else { return nil }
    let whole = first.lowerBound..<last.upperBound
    guard whole.upperBound <= bytes.count else { return nil }
    let isShared = words.contains { word in
      alignment.links.contains { $0.target.overlaps(word) && !$0.source.overlaps(range) }
        && !own.contains { $0.overlaps(word) }
    }
    return isShared ? nil : text(whole)
  }
}
