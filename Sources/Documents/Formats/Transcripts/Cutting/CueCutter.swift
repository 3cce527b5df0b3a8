import Dragoman

/// Divides the translation of a sentence over its cues: such that each has the words of its own time, is cut where a
/// reader would pause, and can be read in its time.
struct CueCutter {
  /// What a cue brings.
  struct Slot {
    /// UTF-8 bytes of the source's text.
    var text: Range<Int>
    var duration: Double?
  }

  /// What a word on the wrong side of a cut costs, beside the costs of ``CutPlaces``.
  private static let crossing = 1.0
  /// For each character a line too long.
  private static let excess = 0.12
  /// For each part of the reading speed beyond it.
  private static let haste = 3.0
  /// A text longer than this is divided by its proportions alone.
  private static let mostPlaces = 600

  let readingSpeed: Double
  let lineLength: Int

  /// UTF-8 ranges of the parts, in order, without white space at their ends; an empty range for what got nothing.
  func parts(of text: String, from slots: [Slot], _ alignment: Alignment?) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    let whole = Self.trimmed(0..<bytes.count, bytes)
    guard slots.count > 1, !whole.isEmpty else {
      return slots.indices.map { $0 == 0 ? whole : whole.upperBound..<whole.upperBound }
    }
    let links = alignment?.links ?? []
    let places = CutPlaces(text, units: links.map(\.target)).places.filter {
      $0.end > whole.lowerBound && $0.offset < whole.upperBound
    }
    guard places.count <= Self.mostPlaces else { return proportional(whole, slots, places) }
    guard places.count >= slots.count - 1 else { return scarce(whole, slots, places) }
    let costs = borderCosts(slots, places, links, length: bytes.count)
    let cuts = best(places, costs, slots, whole, CharacterCounts(bytes))
    return ranges(whole, cuts.map { places[$0] })
  }

  // MARK: - Search

  /// For each border between slots, what each place costs as its cut.
  private func borderCosts(
    _ slots: [Slot], _ places: [CutPlaces.Place], _ links: [Alignment.Link], length: Int
  ) -> [[Double]] {
    let sourceLength = Double(max(1, slots[slots.count - 1].text.upperBound))
    let sorted = links.sorted { $0.target.lowerBound < $1.target.lowerBound }
    return slots.dropLast().map { slot in
      let border = slot.text.upperBound
      // Links from before the border belong before the cut.
      var wrong = sorted.reduce(0.0) { $0 + ($1.source.lowerBound < border ? 1 : 0) }
      var next = 0
      return places.map { place in
        while next < sorted.count, sorted[next].target.lowerBound < place.offset {
          wrong += sorted[next].source.lowerBound < border ? -1 : 1
          next += 1
        }
        let drift = abs(Double(place.offset) / Double(max(1, length)) - Double(border) / sourceLength)
        let weight = links.isEmpty ? 40.0 : 6.0
        return place.cost + wrong * Self.crossing + drift * weight
      }
    }
  }

  /// Places of the cuts with the least cost together; there are at least as many places as cuts.
  private func best(
    _ places: [CutPlaces.Place], _ costs: [[Double]], _ slots: [Slot], _ whole: Range<Int>,
    _ counts: CharacterCounts
  ) -> [Int] {
    let borders = costs.count
    var least = places.indices.map {
      $0 <= places.count - borders
        ? costs[0][$0] + cost(counts.count(whole.lowerBound..<places[$0].end), slots[0]) : .infinity
    }
    var before: [[Int]] = []
    for border in costs.indices.dropFirst() {
      var new = Array(repeating: Double.infinity, count: places.count)
      var from = Array(repeating: 0, count: places.count)
      for place in border..<places.count {
        for last in (border - 1)..<place where least[last] < .infinity {
          let total = least[last] + cost(counts.count(places[last].offset..<places[place].end), slots[border])
          if total < new[place] { (new[place], from[place]) = (total, last) }
        }
        new[place] += costs[border][place]
      }
      least = new
      before.append(from)
    }
    var place =
      places.indices.min { left, right in
        total(left, least, places, slots, whole, counts) < total(right, least, places, slots, whole, counts)
      } ?? 0
    var cuts = [place]
    for from in before.reversed() {
      place = from[place]
      cuts.append(place)
    }
    return cuts.reversed()
  }

  private func total(
    _ place: Int, _ least: [Double], _ places: [CutPlaces.Place], _ slots: [Slot], _ whole: Range<Int>,
    _ counts: CharacterCounts
  ) -> Double {
    least[place] + cost(counts.count(places[place].offset..<whole.upperBound), slots[slots.count - 1])
  }

  /// Of so many characters in a slot.
  private func cost(_ characters: Int, _ slot: Slot) -> Double {
    var cost = Double(max(0, characters - 2 * lineLength)) * Self.excess
    if let duration = slot.duration {
      cost += max(0, Double(characters) / duration / readingSpeed - 1) * Self.haste
    }
    // A cue of a letter or two flickers.
    return characters < 4 ? cost + 1 : cost
  }

  // MARK: - Without choice

  /// Fewer places than cuts: words go to the first cues, the others get nothing.
  private func scarce(_ whole: Range<Int>, _ slots: [Slot], _ places: [CutPlaces.Place]) -> [Range<Int>] {
    let parts = ranges(whole, places)
    return slots.indices.map { $0 < parts.count ? parts[$0] : whole.upperBound..<whole.upperBound }
  }

  private func proportional(_ whole: Range<Int>, _ slots: [Slot], _ places: [CutPlaces.Place]) -> [Range<Int>]
  {
    let length = max(1, slots[slots.count - 1].text.upperBound)
    var cuts: [CutPlaces.Place] = []
    var next = 0
    for (index, slot) in slots.dropLast().enumerated() {
      let wanted = whole.lowerBound + whole.count * slot.text.upperBound / length
      let last = places.count - (slots.count - 1 - index)
      while next < last, places[next].offset < wanted { next += 1 }
      cuts.append(places[next])
      next += 1
    }
    return ranges(whole, cuts)
  }

  private func ranges(_ whole: Range<Int>, _ cuts: [CutPlaces.Place]) -> [Range<Int>] {
    var start = whole.lowerBound
    var ranges: [Range<Int>] = []
    for cut in cuts {
      ranges.append(start..<max(start, cut.end))
      start = cut.offset
    }
    return ranges + [start..<max(start, whole.upperBound)]
  }

  private static func trimmed(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower < upper, bytes[lower] <= 0x20 { lower += 1 }
    while lower < upper, bytes[upper - 1] <= 0x20 { upper -= 1 }
    return lower..<upper
  }
}
