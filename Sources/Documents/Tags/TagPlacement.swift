import Dragoman

/// A unit's tags set into its translation by the alignment: each exactly once, pairs around what their words became,
/// well nested, none inside a word, and none around nothing that was around something.
public struct TagPlacement: Sendable {
  public let unit: TranslatedUnit
  /// The ids of the tags whose place is a guess, ascending.
  public let unsure: [Int]

  public init(_ unit: DocumentUnit, _ translation: TextTranslation) {
    guard translation.text != unit.text else {
      self.unit = TranslatedUnit(unchanged: unit)
      unsure = []
      return
    }
    let layout = unit.tags.isEmpty ? nil : TagLayout(unit, translation)
    var result = TranslatedUnit(id: unit.id, text: translation.text, tags: layout?.tags() ?? [])
    if unit.needsAlignment { result.alignment = translation.alignment }
    self.unit = result
    unsure = layout?.unsure.sorted() ?? []
  }
}
