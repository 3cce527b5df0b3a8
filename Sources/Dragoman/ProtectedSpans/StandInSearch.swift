/// The stand-ins of a sentence in its translation: which are there, which twice, which not.
struct StandInSearch {
  /// In the order of the translation.
  private(set) var occurrences: [StandInOccurrence] = []
  /// Indices in `MaskedSentence.standIns`, in order.
  private(set) var missing: [Int] = []
  private(set) var duplicated: [Int] = []

  init(for sentence: MaskedSentence, in translation: String) {
    var indices: [String: Int] = [:]
    for (index, standIn) in sentence.standIns.enumerated() {
      indices[StandInKey.key(of: standIn.text)] = index
    }
    let found = StandInKey.occurrences(in: translation) { indices[$0] != nil }
    let scale = Double(translation.utf8.count) / Double(max(1, sentence.text.utf8.count))
    var best = [(position: Int, distance: Double)?](repeating: nil, count: sentence.standIns.count)
    var counts = [Int](repeating: 0, count: sentence.standIns.count)
    for (position, occurrence) in found.enumerated() {
      guard let index = indices[occurrence.key] else { continue }
      let expected = Double(sentence.standIns[index].maskedRange.lowerBound) * scale
      let distance = abs(Double(occurrence.range.lowerBound) - expected)
      counts[index] += 1
      if best[index].map({ distance < $0.distance }) ?? true { best[index] = (position, distance) }
      occurrences.append(StandInOccurrence(standIn: index, range: occurrence.range, isKept: false))
    }
    for (index, choice) in best.enumerated() {
      if let choice { occurrences[choice.position].isKept = true } else { missing.append(index) }
      if counts[index] > 1 { duplicated.append(index) }
    }
  }
}
