/// Builds a sentence from stretches of a translation and the spans between them, with the spaces they need.
struct SentenceAssembly {
  private let spacing: WordSpacing
  private var output: [UInt8] = []
  private(set) var placements: [RestoredSentence.Placement] = []
  /// The span set last, as long as no text has followed it.
  private var pending: StandIn?

  init(spacing: WordSpacing) {
    self.spacing = spacing
  }

  var text: String { String(decoding: output, as: UTF8.self) }

  mutating func append(text: ArraySlice<UInt8>) {
    var text = text
    if let standIn = pending, let first = text.first {
      pending = nil
      separate(standIn, from: first, &text)
    }
    output += text
  }

  mutating func append(_ standIn: StandIn) {
    if let previous = pending {
      pending = nil
      if spacing == .spaced, previous.setting != .hugsNext, standIn.setting != .hugsPrevious {
        output.append(0x20)
      }
    } else if standIn.setting == .hugsPrevious {
      dropSpaces()
    } else {
      makeRoom(before: standIn)
    }
    place(standIn.spans, from: standIn.sourceRange.lowerBound)
    output += standIn.content.utf8
    pending = standIn
  }

  /// Leaves out a repeated stand-in and what held only it: a space, a pair of brackets.
  mutating func skip(before next: UInt8) {
    guard pending == nil, let last = output.last else { return }
    if last == 0x20, next == 0 || next == 0x20 || ",.;:!?)]".utf8.contains(next) {
      dropSpaces()
    }
  }

  mutating func append(fragment: SpanFragment) {
    guard !fragment.spans.isEmpty else { return }
    place(fragment.spans, from: fragment.offset)
    output += fragment.text.utf8
  }

  /// Sets what was cut off the sentence's start; a footnote mark there does not touch the first word.
  mutating func append(leading fragment: SpanFragment, before body: String) {
    append(fragment: fragment)
    if spacing == .spaced, fragment.spans.last?.kind == .footnoteMark, let last = output.last,
      !last.isASCIISpace,
      !body.isEmpty
    {
      output.append(0x20)
    }
  }

  /// Sets what was cut off the sentence's end back there.
  mutating func append(fragment: SpanFragment, beforeEnd: Bool) {
    guard !fragment.spans.isEmpty else { return }
    pending = nil
    var end = output.count
    if beforeEnd { end = SentenceEnd.start(in: output, from: placements.last?.range.upperBound ?? 0) }
    let tail = Array(output[end...])
    output.removeSubrange(end...)
    if !beforeEnd { dropSpaces() }
    append(fragment: fragment)
    output += tail
  }

  // MARK: - Spaces

  private mutating func place(_ spans: [ProtectedSpan], from sourceStart: Int) {
    for span in spans {
      let start = output.count + span.range.lowerBound - sourceStart
      placements.append(.init(span: span, range: start..<start + span.range.count))
    }
  }

  /// Drops the spaces at the end, none of a span.
  mutating func dropSpaces() {
    let floor = placements.last?.range.upperBound ?? 0
    while output.count > floor, output.last == 0x20 { output.removeLast() }
  }

  private mutating func makeRoom(before standIn: StandIn) {
    guard let last = output.last else { return }
    // A model that writes `" X1 "` has seen “X1”.
    if standIn.isQuoted, last == 0x20, QuotationMark.ends(output.dropLast()) {
      output.removeLast()
      return
    }
    if standIn.touchingBefore != 0 {
      if last == 0x20, output.dropLast().last == standIn.touchingBefore { output.removeLast() }
      if output.last == standIn.touchingBefore { return }
    }
    guard spacing == .spaced else { return }
    if Self.isLetterOrDigit(last) || ",;:!?)".utf8.contains(last) || endsWithLetter { output.append(0x20) }
  }

  private func separate(_ standIn: StandIn, from first: UInt8, _ text: inout ArraySlice<UInt8>) {
    var first = first
    if standIn.setting == .hugsNext {
      text = text.drop { $0 == 0x20 }
      return
    }
    if standIn.isQuoted, first == 0x20, QuotationMark.begins(text.dropFirst()) {
      text = text.dropFirst()
      return
    }
    if standIn.touchingAfter != 0 {
      if first == 0x20, text.dropFirst().first == standIn.touchingAfter { text = text.dropFirst() }
      first = text.first ?? first
      if first == standIn.touchingAfter { return }
    }
    guard spacing == .spaced else { return }
    let startsWithLetter = first >= 0x80 && !Self.isPunctuation(text.prefix(3))
    if Self.isLetterOrDigit(first) || first == UInt8(ascii: "(") || startsWithLetter {
      text.insert(0x20, at: text.startIndex)
    }
  }

  private var endsWithLetter: Bool {
    guard let last = output.last, last >= 0x80 else { return false }
    var start = output.count - 1
    while start > 0, output[start] & 0xC0 == 0x80 { start -= 1 }
    return !Self.isPunctuation(output[start...].prefix(3))
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool { byte.isASCIIAlphanumeric }

  /// Whether a character of two or three bytes is punctuation, a space or a sign of money.
  private static func isPunctuation(_ character: ArraySlice<UInt8>) -> Bool {
    guard let scalar = String(decoding: character, as: UTF8.self).unicodeScalars.first else { return false }
    return !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
  }
}
