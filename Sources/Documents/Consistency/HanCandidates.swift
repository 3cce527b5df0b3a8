import Dragoman

/// Terms in Chinese: stretches of words that come again and hold a word that no lexicon has, and what stands in title
/// marks.
struct HanCandidates {
  private static let mostWords = 6
  private static let lengths = 2...12
  /// Small words, which no term has.
  private static let borders = Set("的了在和与及是也将被把从向对于之其该此本各并或而就都等说为到上下中有不这那我你他们个".unicodeScalars.map(\.value))

  private(set) var places: [String: [TermCandidates.Place]] = [:]

  init(_ texts: [String]) {
    guard let words = HanWords.shared else { return }
    var found: [String: [TermCandidates.Place]] = [:]
    for (index, text) in texts.enumerated() {
      for run in Self.runs(of: text) {
        let segments = words.segment(run.scalars[...]).words
        for stretch in Self.stretches(segments, run.scalars, words) {
          let range = run.offsets[stretch.lowerBound]..<run.offsets[stretch.upperBound]
          let form = String(decoding: Array(text.utf8)[range], as: UTF8.self)
          found[form, default: []].append(.init(text: index, range: range))
        }
      }
    }
    found = found.filter { $0.value.count > 1 }
    // Of stretches that always come together the longest is the term.
    places = found.filter { form, places in
      !found.contains { other, more in
        other.count > form.count && more.count == places.count && other.contains(form)
      }
    }
  }

  /// Stretches of one to some words, one of which is a name or an unknown word.
  private static func stretches(
    _ segments: [Range<Int>], _ scalars: [UInt32], _ words: HanWords
  ) -> [Range<Int>] {
    func isOdd(_ index: Int) -> Bool {
      let word = scalars[segments[index]]
      if word.count > 2, !words.knows(word) || words.spellsName(word) { return true }
      guard index + 1 < segments.count else { return false }
      let next = scalars[segments[index + 1]]
      // A name may read as two short words.
      if word.count + next.count > 2, words.spellsName(word), words.spellsName(next) { return true }
      // Two single characters in a row that are no small words.
      guard word.count == 1, !borders.contains(word[word.startIndex]) else { return false }
      return next.count == 1 && !borders.contains(next[next.startIndex])
    }
    var ranges: [Range<Int>] = []
    for start in segments.indices where !isBorder(scalars[segments[start]]) {
      var hasOdd = false
      for end in start..<min(start + mostWords, segments.count) {
        guard !isBorder(scalars[segments[end]]) else { break }
        hasOdd = hasOdd || isOdd(end)
        let range = segments[start].lowerBound..<segments[end].upperBound
        guard range.count <= lengths.upperBound else { break }
        if hasOdd, lengths.contains(range.count) { ranges.append(range) }
      }
    }
    return ranges
  }

  private static func isBorder(_ word: ArraySlice<UInt32>) -> Bool {
    word.count == 1 && borders.contains(word[word.startIndex])
  }

  /// Ideographs without a break, with the UTF-8 offset of each and of the end.
  private static func runs(of text: String) -> [(scalars: [UInt32], offsets: [Int])] {
    var runs: [(scalars: [UInt32], offsets: [Int])] = []
    var (scalars, offsets): ([UInt32], [Int]) = ([], [])
    var offset = 0
    func end() {
      if scalars.count > 1 { runs.append((scalars, offsets + [offset])) }
      (scalars, offsets) = ([], [])
    }
    for scalar in text.unicodeScalars {
      if (0x4E00...0x9FFF).contains(scalar.value) {
        scalars.append(scalar.value)
        offsets.append(offset)
      } else {
        end()
      }
      offset += UTF8.width(scalar)
    }
    end()
    return runs
  }
}
