/// How often each protected span comes in a translation.
struct SpanCount {
  private(set) var warnings: [FidelityWarning] = []
  /// Where spans stand in the translation, ascending.
  private(set) var ranges: [Range<Int>] = []

  init(of spans: [ProtectedSpan], in translation: String) {
    guard !spans.isEmpty else { return }
    let bytes = Array(translation.utf8)
    var wanted: [[UInt8]: [ProtectedSpan]] = [:]
    for span in spans { wanted[Array(span.text.utf8), default: []].append(span) }
    // Longest first, so that `A/74/1` is not found inside `A/74/10`.
    let byStart = Dictionary(grouping: wanted.keys) { $0.prefix(4) }.mapValues {
      $0.sorted { $0.count > $1.count }
    }
    let prefixLengths = Set(byStart.keys.map(\.count)).sorted(by: >)
    var places: [[UInt8]: [Range<Int>]] = [:]
    var position = 0
    while position < bytes.count {
      let match = prefixLengths.lazy.filter { position + $0 <= bytes.count }
        .compactMap { byStart[bytes[position..<position + $0]] }.joined()
        .first { Self.stands($0, at: position, in: bytes) }
      if let match {
        places[match, default: []].append(position..<position + match.count)
        ranges.append(position..<position + match.count)
        position += match.count
      } else {
        position += 1
      }
    }
    var reported = Set<[UInt8]>()
    for span in spans {
      let text = Array(span.text.utf8)
      guard reported.insert(text).inserted, let equal = wanted[text] else { continue }
      let found = places[text] ?? []
      if found.count < equal.count { warnings += equal[found.count...].map { .spanMissing($0) } }
      if found.count > equal.count { warnings.append(.spanDuplicated(span, ranges: found)) }
    }
  }

  /// Whether `text` stands at `position` as a word of its own.
  private static func stands(_ text: [UInt8], at position: Int, in bytes: [UInt8]) -> Bool {
    let end = position + text.count
    guard end <= bytes.count, bytes[position..<end].elementsEqual(text), let last = text.last else {
      return false
    }
    return !(last.isASCIIDigit && end < bytes.count && bytes[end].isASCIIDigit)
  }
}
