/// Looks that change inside a word, such as a lowered digit in a formula, are set around the same characters in the
/// translation and not around the whole word, wherever those are found again.
enum PartsOfWords {
  static func narrowed(_ unit: TranslatedUnit, _ parts: [Int: String]) -> TranslatedUnit {
    guard !parts.isEmpty else { return unit }
    var unit = unit
    let bytes = Array(unit.text.utf8)
    for index in unit.tags.indices.dropLast() {
      let (opening, closing) = (unit.tags[index], unit.tags[index + 1])
      guard opening.role == .opening, closing.role == .closing, closing.id == opening.id,
        let part = parts[opening.id].map({ Array($0.utf8) }), 0 <= opening.offset,
        opening.offset <= closing.offset, closing.offset <= bytes.count, !part.isEmpty
      else { continue }
      var start = closing.offset - part.count
      while start >= opening.offset, !bytes[start..<start + part.count].elementsEqual(part) { start -= 1 }
      guard start >= opening.offset else { continue }
      unit.tags[index].offset = start
      unit.tags[index + 1].offset = start + part.count
    }
    return unit
  }
}
