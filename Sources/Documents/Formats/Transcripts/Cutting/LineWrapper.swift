import Dragoman

/// Breaks a cue's text into lines.
struct LineWrapper {
  let lineLength: Int

  /// UTF-8 ranges of the white space to put line ends in place of, empty between ideographs.
  /// Two lines where that is enough.
  ///
  /// - Parameter units: as ``CutPlaces`` has them.
  func breaks(in text: String, units: [Range<Int>] = []) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    let counts = CharacterCounts(bytes)
    let total = counts.count(0..<bytes.count)
    guard total > lineLength else { return [] }
    let places = CutPlaces(text, units: units).places
    guard !places.isEmpty else { return [] }
    if let place = middle(places, counts, total, bytes.count) {
      return [places[place].end..<places[place].offset]
    }
    return greedy(places, counts, bytes.count)
  }

  /// The best place for two lines; nil where one of them would be too long.
  private func middle(
    _ places: [CutPlaces.Place], _ counts: CharacterCounts, _ total: Int, _ end: Int
  ) -> Int? {
    var best: (cost: Double, place: Int)?
    for (index, place) in places.enumerated() {
      let (first, second) = (counts.count(0..<place.end), counts.count(place.offset..<end))
      guard first <= lineLength, second <= lineLength else { continue }
      let cost = place.cost + abs(Double(first - second)) / Double(lineLength) * 4
      if cost < best?.cost ?? .infinity { best = (cost, index) }
    }
    return best?.place
  }

  /// As few lines as there can be.
  private func greedy(_ places: [CutPlaces.Place], _ counts: CharacterCounts, _ end: Int) -> [Range<Int>] {
    var breaks: [Range<Int>] = []
    var start = 0
    var next = 0
    while next < places.count, counts.count(start..<end) > lineLength {
      // Lines of like length, as few as there can be.
      let rest = counts.count(start..<end)
      let wanted = rest / ((rest + lineLength - 1) / lineLength)
      var best: (cost: Double, index: Int)?
      var index = next
      while index < places.count {
        let length = counts.count(start..<places[index].end)
        guard length <= lineLength || best == nil else { break }
        let cost = places[index].cost + Double(abs(wanted - length)) / Double(lineLength) * 8
        if cost <= best?.cost ?? .infinity { best = (cost, index) }
        index += 1
      }
      guard let best else { break }
      breaks.append(places[best.index].end..<places[best.index].offset)
      start = places[best.index].offset
      next = best.index + 1
    }
    return breaks
  }
}
