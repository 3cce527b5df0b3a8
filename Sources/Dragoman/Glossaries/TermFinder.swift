/// Finds a glossary's terms in texts of one language and knows what another calls them.
///
/// The longest term at a place counts; where terms overlap, the longer one stands, then the one of the earlier entry.
/// A term of letters begins and ends with whole words.
package struct TermFinder: Sendable {
  private struct Form {
    var units: [TermUnit]
    var stems: [String]
    /// Entries with this form, in their order.
    var entries: [Int]
    var isExact: Bool
  }

  private let folding: TermFolding
  private let wordForms: WordForms
  private let to: LanguageTag
  /// Words of Chinese; nil for other languages.
  private let words: HanWords?
  private let entries: [GlossaryEntry]
  private var forms: [Form] = []
  /// Of the first stem to forms, those of most units first.
  private var index: [String: [Int]] = [:]
  /// What must not stand in any translation, whatever the source says.
  package private(set) var forbidden: [String] = []

  init(_ entries: [GlossaryEntry], from: LanguageTag, to: LanguageTag) {
    (self.entries, self.to) = (entries, to)
    folding = TermFolding(from)
    wordForms = WordForms(from)
    words = from.language == "zh" ? HanWords.shared : nil
    var known: [String: Int] = [:]
    for (number, entry) in entries.enumerated() {
      let sources = entry.forms(in: from)
      let targets = entry.forms(in: to)
      guard entry.status == .keep || !targets.isEmpty else { continue }
      if sources.isEmpty, entry.status == .forbidden { forbidden += targets }
      for source in sources { add(source, of: number, &known) }
    }
    for key in index.keys {
      index[key]?.sort { (forms[$1].units.count, $0) < (forms[$0].units.count, $1) }
    }
  }

  private mutating func add(_ source: String, of entry: Int, _ known: inout [String: Int]) {
    let units = TermUnit.units(of: source, folding)
    let isExact = entries[entry].caseRule == .exact
    // The same spelling with and without its capitals are two forms.
    let spelling = units.map { isExact ? $0.exact : $0.folded }.joined(separator: isExact ? "\u{1}" : "\u{2}")
    if let place = known[spelling] {
      if forms[place].entries.last != entry { forms[place].entries.append(entry) }
      return
    }
    let stems = units.map { $0.isWord ? wordForms.stem(of: $0.folded) : $0.folded }
    guard let first = stems.first else { return }
    known[spelling] = forms.count
    index[first, default: []].append(forms.count)
    forms.append(Form(units: units, stems: stems, entries: [entry], isExact: isExact))
  }

  package var isEmpty: Bool { forms.isEmpty && forbidden.isEmpty }

  /// The terms of a text, in their order.
  ///
  /// - Parameters:
  ///   - spans: stretches in which no term is looked for.
  ///   - isLenient: Chinese terms are found in longer words, too: for texts of which it is known what they say.
  package func matches(
    in text: String, outside spans: [Range<Int>] = [], isLenient: Bool = false
  ) -> [TermMatch] {
    guard !forms.isEmpty else { return [] }
    let units = TermUnit.units(of: text, folding)
    let stems = units.map { $0.isWord ? wordForms.stem(of: $0.folded) : $0.folded }
    var found: [(form: Int, units: Range<Int>)] = []
    for start in units.indices {
      guard let candidates = index[stems[start]] else { continue }
      // All that fit: the longest may lose against one that begins before.
      for form in candidates where fits(forms[form], units, stems, at: start) {
        found.append((form, start..<start + forms[form].units.count))
      }
    }
    found.sort { a, b in
      let (left, right) = (Self.length(units, a.units), Self.length(units, b.units))
      return left != right
        ? left > right
        : (forms[a.form].entries[0], a.units.lowerBound) < (forms[b.form].entries[0], b.units.lowerBound)
    }
    var taken = [Bool](repeating: false, count: units.count)
    var matches: [TermMatch] = []
    for (form, place) in found where !taken[place].contains(true) {
      let range = units[place.lowerBound].range.lowerBound..<units[place.upperBound - 1].range.upperBound
      guard !spans.contains(where: { $0.overlaps(range) }), isLenient || isWord(place, units) else {
        continue
      }
      for unit in place { taken[unit] = true }
      if let match = match(forms[form], range, text) { matches.append(match) }
    }
    return matches.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Whether a term of ideographs stands there as a word, not as a part of another.
  private func isWord(_ place: Range<Int>, _ units: [TermUnit]) -> Bool {
    guard let words, units[place].allSatisfy({ $0.ideograph != nil }) else { return true }
    var (start, end) = (place.lowerBound, place.upperBound)
    while start > 0, units[start - 1].ideograph != nil,
      units[start - 1].range.upperBound == units[start].range.lowerBound
    {
      start -= 1
    }
    while end < units.count, units[end].ideograph != nil,
      units[end].range.lowerBound == units[end - 1].range.upperBound
    {
      end += 1
    }
    let before = units[start..<place.lowerBound].compactMap(\.ideograph)
    let after = units[place.upperBound..<end].compactMap(\.ideograph)
    return words.verdict(before: before, term: units[place].compactMap(\.ideograph), after: after).isWord
  }

  private static func length(_ units: [TermUnit], _ place: Range<Int>) -> Int {
    units[place.upperBound - 1].range.upperBound - units[place.lowerBound].range.lowerBound
  }

  private func fits(_ form: Form, _ units: [TermUnit], _ stems: [String], at start: Int) -> Bool {
    guard start + form.units.count <= units.count else { return false }
    for (place, wanted) in form.units.enumerated() {
      let unit = units[start + place]
      guard unit.isWord == wanted.isWord, form.stems[place] == stems[start + place] else { return false }
    }
    guard form.isExact else { return true }
    let text = units[start..<start + form.units.count]
    // A heading in capitals says names in capitals.
    let isHeading = form.units.count > 1 && text.allSatisfy { $0.exact == $0.exact.uppercased() }
    return isHeading
      || zip(text, form.units).enumerated().allSatisfy { place, pair in
        let count = min(pair.0.exact.count, pair.1.exact.count, form.stems[place].count)
        return pair.0.exact.prefix(count) == pair.1.exact.prefix(count)
          || pair.0.exact.hasSuffix(pair.1.exact) && pair.0.folded != pair.1.folded
      }
  }

  private func match(_ form: Form, _ range: Range<Int>, _ text: String) -> TermMatch? {
    let chosen = form.entries.first { entries[$0].status != .forbidden }
    let forbidden = form.entries.filter { entries[$0].status == .forbidden }.flatMap {
      entries[$0].forms(in: to)
    }
    guard let chosen else { return TermMatch(range: range, targets: [], forbidden: forbidden) }
    let entry = entries[chosen]
    let own = String(decoding: Array(text.utf8)[range], as: UTF8.self)
    return TermMatch(
      range: range, entry: entry, targets: entry.status == .keep ? [own] : entry.forms(in: to),
      accepted: entry.accepted(in: to), forbidden: forbidden)
  }
}
