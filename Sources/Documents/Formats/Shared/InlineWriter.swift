/// Writes a translated unit with the source's own bytes for its tags and literals.
struct InlineWriter {
  /// Where a literal stands in the translation.
  private struct Literal {
    var range: Range<Int>
    var place: Range<Int>
    /// Text between the tags of a literal that was not found again.
    var rest: String
  }

  let stretches: [Int: InlineBuilder.Stretch]
  /// The bytes of a stretch of the source, with what is translated in them.
  let source: (Range<Int>) -> [UInt8]
  let escape: (String) -> [UInt8]

  func write(_ unit: TranslatedUnit) -> [UInt8] {
    let text = Array(unit.text.utf8)
    var literals = literals(of: unit, text)[...]
    var result: [UInt8] = []
    var position = 0
    func copy(to end: Int) {
      guard end > position else { return }
      result += escape(String(decoding: text[position..<end], as: UTF8.self))
      position = end
    }
    func copyLiterals(before offset: Int) {
      while let literal = literals.first, literal.range.lowerBound < offset || offset == text.count + 1 {
        copy(to: literal.range.lowerBound)
        result += source(literal.place) + escape(literal.rest)
        position = max(position, literal.range.upperBound)
        literals.removeFirst()
      }
    }
    for tag in unit.tags {
      guard let stretch = stretches[tag.id], stretch.literal == nil else { continue }
      // A tag inside a literal comes behind it.
      copyLiterals(before: tag.offset)
      copy(to: min(tag.offset, text.count))
      if tag.role == .closing, let label = stretch.label {
        result += [0x5D, 0x5B] + label.map { $0 == 0x0A ? 0x20 : $0 } + [0x5D]
      } else {
        result += source(tag.role == .closing ? stretch.closing ?? 0..<0 : stretch.opening)
      }
      if stretch.isBreak, position < text.count, text[position] == 0x20 { position += 1 }
    }
    copyLiterals(before: text.count + 1)
    copy(to: text.count)
    return result
  }

  /// Literals by their text, in the order of the translation: where their tags are is only a guess beside that.
  private func literals(of unit: TranslatedUnit, _ text: [UInt8]) -> [Literal] {
    var literals: [Literal] = []
    var searched: [String: Int] = [:]
    var missing: [Int] = []
    for tag in unit.tags where tag.role == .opening {
      guard let stretch = stretches[tag.id], let quoted = stretch.literal else { continue }
      if let range = Self.find(Array(quoted.utf8), in: text, from: searched[quoted] ?? 0) {
        searched[quoted] = range.upperBound
        literals.append(Literal(range: range, place: stretch.opening, rest: ""))
      } else {
        missing.append(tag.id)
      }
    }
    for id in missing {
      let offsets = unit.tags.filter { $0.id == id }.map { min(max($0.offset, 0), text.count) }
      guard let first = offsets.first, let last = offsets.last, let stretch = stretches[id] else { continue }
      let range = first..<max(first, last)
      guard !literals.contains(where: { $0.range.overlaps(range) }) else {
        literals.append(Literal(range: first..<first, place: stretch.opening, rest: ""))
        continue
      }
      // Words that came in between are kept; a changed literal gives way to the source's.
      let inside = String(decoding: text[range], as: UTF8.self)
      let isChanged = inside.hasPrefix("`") && inside.hasSuffix("`")
      literals.append(
        Literal(range: range, place: stretch.opening, rest: isChanged ? "" : inside.filter { $0 != "`" }))
    }
    return literals.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  private static func find(_ part: [UInt8], in text: [UInt8], from start: Int) -> Range<Int>? {
    var index = start
    while index + part.count <= text.count {
      if text[index] == part[0], text[index..<index + part.count].elementsEqual(part) {
        return index..<index + part.count
      }
      index += 1
    }
    return nil
  }
}
