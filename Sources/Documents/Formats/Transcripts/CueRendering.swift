import Dragoman

/// The translation of a unit as the texts of its cues, with tags, times and lines.
struct CueRendering {
  let unit: TranscriptUnit
  let translated: TranslatedUnit
  /// UTF-8 ranges of the translation, by part.
  let ranges: [Range<Int>]
  let style: TranscriptStyle
  let lineLength: Int
  /// By part, what stands under it; empty where nothing does.
  let originals: [String]
  /// The source's bytes.
  let source: [UInt8]

  private var bytes: [UInt8] { Array(translated.text.utf8) }

  func text(_ part: Int) -> String { String(decoding: bytes[ranges[part]], as: UTF8.self) }

  /// Where the lines of a part end.
  func breaks(_ part: Int) -> [Range<Int>] {
    guard style.lineEnd != nil else { return [] }
    let range = ranges[part]
    let units = (translated.alignment?.links ?? []).compactMap { link -> Range<Int>? in
      let clamped = link.target.clamped(to: range)
      return clamped.isEmpty
        ? nil : clamped.lowerBound - range.lowerBound..<clamped.upperBound - range.lowerBound
    }
    return LineWrapper(lineLength: lineLength).breaks(in: text(part), units: units).map {
      $0.lowerBound + range.lowerBound..<$0.upperBound + range.lowerBound
    }
  }

  /// The bytes of each part. A pair whose words came into several cues is closed in one and opened again in the next.
  func parts() -> [[UInt8]] {
    let text = bytes
    var tags = translated.tags[...]
    var open: [Int] = []
    return ranges.indices.map { part in
      let range = ranges[part]
      var result = open.reduce(into: [UInt8]()) { $0 += source[unit.stretches[$1]?.opening ?? 0..<0] }
      var events = breaks(part).map {
        (offset: $0.lowerBound, end: $0.upperBound, bytes: style.lineEnd ?? [])
      }
      events += times(part)
      events.sort { ($0.offset, $0.end) < ($1.offset, $1.end) }
      var pending = events[...]
      var position = range.lowerBound
      func copy(to end: Int) {
        while let event = pending.first, event.offset < end {
          if event.offset > position {
            result += style.escape(String(decoding: text[position..<event.offset], as: UTF8.self))
          }
          result += event.bytes
          position = max(position, event.end)
          pending.removeFirst()
        }
        guard end > position else { return }
        result += style.escape(String(decoding: text[position..<end], as: UTF8.self))
        position = end
      }
      let isLast = part == ranges.count - 1
      while let tag = tags.first, isLast || belongs(tag, to: range) {
        tags.removeFirst()
        copy(to: min(max(tag.offset, range.lowerBound), range.upperBound))
        guard let stretch = unit.stretches[tag.id] else { continue }
        switch tag.role {
        case .opening: open.append(tag.id)
        case .closing: open.removeAll { $0 == tag.id }
        case .standalone: break
        }
        result += source[tag.role == .closing ? stretch.closing ?? 0..<0 : stretch.opening]
      }
      copy(to: range.upperBound)
      for id in open.reversed() { result += source[unit.stretches[id]?.closing ?? 0..<0] }
      if !originals[part].isEmpty { result += (style.lineEnd ?? []) + style.escape(originals[part]) }
      return result
    }
  }

  private func belongs(_ tag: InlineTag, to range: Range<Int>) -> Bool {
    tag.offset < range.upperBound || tag.offset == range.upperBound && tag.role != .opening
  }

  /// The part's times, in order and evenly between its words; those that find none are left out.
  private func times(_ part: Int) -> [(offset: Int, end: Int, bytes: [UInt8])] {
    let times = unit.parts[part].times
    guard !times.isEmpty else { return [] }
    let range = ranges[part]
    let starts = WordScanner.words(of: text(part)).map { $0.lowerBound + range.lowerBound }
    var last = 0
    return times.enumerated().compactMap { index, time in
      let word = max(last + 1, (index + 1) * starts.count / (times.count + 1))
      guard word < starts.count else { return nil }
      last = word
      return (starts[word], starts[word], Array(source[time]))
    }
  }
}
