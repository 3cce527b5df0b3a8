extension MaskedSentence {
  /// Puts the spans back into a translation of `text`.
  ///
  /// Stand-ins are recognised in any case and with spaces inside. Of one that comes more than once, the
  /// occurrence nearest to its place in the source is kept and the others are taken out.
  public func restore(_ translation: String, spacing: WordSpacing = .spaced) -> RestoredSentence {
    let found = StandInSearch(for: self, in: translation)
    return assemble(translation, found.occurrences, found, inserted: [], spacing: spacing)
  }

  /// Puts the spans back and sets those that the model dropped at a sensible place: where `alignment` says,
  /// else in proportion between the spans around them; at a word boundary, in the order of the source.
  ///
  /// - Parameters:
  ///   - translation: A translation of `text`.
  ///   - alignment: From a UTF-8 byte offset in `text` to one in `translation`; nil where unknown.
  /// - Returns: A sentence without missing spans.
  public func restoreInsertingMissing(
    _ translation: String, spacing: WordSpacing = .spaced, alignment: ((Int) -> Int?)? = nil
  ) -> RestoredSentence {
    let found = StandInSearch(for: self, in: translation)
    guard !found.missing.isEmpty else {
      return assemble(translation, found.occurrences, found, inserted: [], spacing: spacing)
    }
    let placer = MissingSpanPlacer(
      sentence: self, translation: translation, found: found, alignment: alignment)
    return assemble(translation, placer.occurrences(), found, inserted: found.missing, spacing: spacing)
  }

  private func assemble(
    _ translation: String, _ occurrences: [StandInOccurrence], _ found: StandInSearch, inserted: [Int],
    spacing: WordSpacing
  ) -> RestoredSentence {
    var assembly = SentenceAssembly(spacing: spacing)
    assembly.append(leading: leading, before: translation)
    let bytes = Array(translation.utf8)
    var position = 0
    for occurrence in occurrences {
      assembly.append(text: bytes[position..<occurrence.range.lowerBound])
      if occurrence.isKept {
        assembly.append(standIns[occurrence.standIn])
      } else {
        assembly.skip(
          before: occurrence.range.upperBound < bytes.count ? bytes[occurrence.range.upperBound] : 0)
      }
      position = occurrence.range.upperBound
    }
    assembly.append(text: bytes[position...])
    assembly.append(fragment: trailing, beforeEnd: trailingPrecedesEnd)
    let set = Set(inserted)
    return RestoredSentence(
      text: assembly.text, placements: assembly.placements,
      missing: found.missing.filter { !set.contains($0) }.flatMap { standIns[$0].spans },
      duplicated: found.duplicated.flatMap { standIns[$0].spans },
      inserted: inserted.flatMap { standIns[$0].spans })
  }
}
