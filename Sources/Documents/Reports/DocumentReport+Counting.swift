import Dragoman

extension DocumentReport {
  mutating func count(_ found: [DocumentUnit]) {
    units = found.count
    for unit in found {
      words += WordScanner.words(of: unit.text).count
      characters += unit.text.unicodeScalars.count { !$0.isSpace }
    }
  }

  /// Counts what became of a unit.
  /// - Returns: what its reader should look at.
  mutating func note(
    _ unit: DocumentUnit, _ translation: TextTranslation, _ placement: TagPlacement
  ) -> [Warning] {
    if translation.text == unit.text { untranslated += 1 }
    unsureTags += placement.unsure.count
    var warnings = translation.blocks.flatMap { block in
      block.warnings.map {
        Warning(
          unit: unit.id, code: $0.code, message: $0.message, span: $0.target ?? block.target,
          source: $0.source ?? block.source)
      }
    }
    for id in placement.unsure {
      let offsets = placement.unit.tags.filter { $0.id == id }.map(\.offset)
      warnings.append(
        Warning(
          unit: unit.id, code: "unsure_tag", message: "the place of tag \(id) is a guess",
          span: offsets.first.flatMap { first in offsets.last.map { first..<max(first, $0) } }))
    }
    return warnings
  }
}
