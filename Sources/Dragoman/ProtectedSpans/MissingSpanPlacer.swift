/// Finds a place in a translation for each stand-in that the model dropped.
struct MissingSpanPlacer {
  private let sentence: MaskedSentence
  private let found: StandInSearch
  private let alignment: ((Int) -> Int?)?
  private let length: Int
  /// Where the end punctuation of the text that was translated begins.
  private let sourceEnd: Int
  /// Byte offsets at which a span may be set, ascending; never inside a word or another span.
  private let boundaries: [Int]
  /// Offsets of `boundaries` in front of punctuation.
  private let pauses: [Int]
  /// Where the sentence's end punctuation begins.
  private let end: Int

  init(sentence: MaskedSentence, translation: String, found: StandInSearch, alignment: ((Int) -> Int?)?) {
    let bytes = Array(translation.utf8)
    self.sentence = sentence
    self.found = found
    self.alignment = alignment
    length = bytes.count
    sourceEnd = SentenceEnd.start(in: Array(sentence.text.utf8), from: 0)
    end = SentenceEnd.start(in: bytes, from: found.occurrences.last?.range.upperBound ?? 0)
    let words = WordBoundaries(of: bytes, excluding: found.occurrences.map(\.range), upTo: end)
    boundaries = words.offsets
    pauses = words.pauses
  }

  /// All occurrences with the missing ones set between them, in the order of the translation.
  func occurrences() -> [StandInOccurrence] {
    var kept = [Range<Int>?](repeating: nil, count: sentence.standIns.count)
    for occurrence in found.occurrences where occurrence.isKept {
      kept[occurrence.standIn] = occurrence.range
    }
    // The nearest span behind that the model did set, for each index.
    var following = [Int?](repeating: nil, count: kept.count)
    var next: Int?
    for index in kept.indices.reversed() {
      following[index] = next
      if kept[index] != nil { next = index }
    }
    var previous: Int?
    var inserted: [StandInOccurrence] = []
    for index in kept.indices {
      if kept[index] == nil {
        let place = self.place(of: index, after: previous, before: following[index], kept)
        kept[index] = place..<place
        inserted.append(StandInOccurrence(standIn: index, range: place..<place, isKept: true))
      }
      previous = index
    }
    return merged(inserted)
  }

  private func place(of index: Int, after previous: Int?, before next: Int?, _ kept: [Range<Int>?]) -> Int {
    let standIn = sentence.standIns[index]
    let sourceLength = sentence.text.utf8.count
    var from = (source: 0, target: 0)
    if let previous, let range = kept[previous] {
      from = (sentence.standIns[previous].maskedRange.upperBound, range.upperBound)
    }
    var to = (source: sourceLength, target: end)
    if let next, let range = kept[next], range.lowerBound >= from.target {
      to = (sentence.standIns[next].maskedRange.lowerBound, range.lowerBound)
    }
    // Spans that the model has turned round leave no room between them: the order of the source is kept
    // where there is room for it.
    if to.target < from.target { to.target = length }
    var wanted: Int
    if let aligned = alignment?(standIn.maskedRange.lowerBound) {
      wanted = min(max(aligned, 0), length)
    } else {
      let span = max(1, to.source - from.source)
      let share = Double(max(0, standIn.maskedRange.lowerBound - from.source)) / Double(span)
      wanted = from.target + Int(share * Double(to.target - from.target))
    }
    if standIn.maskedRange.lowerBound == 0 { wanted = 0 }
    if standIn.maskedRange.upperBound >= sourceEnd { wanted = end }
    wanted = min(max(wanted, from.target), max(from.target, to.target))
    if standIn.setting == .hugsPrevious, precedesPunctuation(standIn),
      let pause = nearest(wanted, in: pauses, from.target...max(from.target, to.target)),
      abs(pause - wanted) <= max(16, length / 4)
    {
      return pause
    }
    return nearest(wanted, in: boundaries, from.target...max(from.target, to.target))
      ?? nearest(wanted, in: boundaries, 0...length) ?? length
  }

  private func precedesPunctuation(_ standIn: StandIn) -> Bool {
    let rest = sentence.text.utf8.dropFirst(standIn.maskedRange.upperBound).prefix(3)
    return ["，", "；", "：", "。", "、"].contains { rest.elementsEqual($0.utf8) }
      || rest.first.map { ",;:.".utf8.contains($0) } ?? true
  }

  /// The element of `offsets` nearest to `wanted` within `bounds`.
  private func nearest(_ wanted: Int, in offsets: [Int], _ bounds: ClosedRange<Int>) -> Int? {
    var low = 0
    var high = offsets.count
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    let near = [low - 1, low].filter { offsets.indices.contains($0) && bounds.contains(offsets[$0]) }
    return near.map { offsets[$0] }.min { abs($0 - wanted) < abs($1 - wanted) }
  }

  /// Insertions come before an occurrence that begins at the same byte, and keep the order of the source.
  private func merged(_ inserted: [StandInOccurrence]) -> [StandInOccurrence] {
    (found.occurrences + inserted).enumerated().sorted {
      let left = $0.element.range
      let right = $1.element.range
      if left.lowerBound != right.lowerBound { return left.lowerBound < right.lowerBound }
      if left.isEmpty != right.isEmpty { return left.isEmpty }
      return $0.element.standIn < $1.element.standIn
    }.map(\.element)
  }
}
