/// Which revisions of a segment are translated where each translation leans on the one before.
///
/// Only the texts decide and not the time, so that the same recording ends in the same translation on a fast machine
/// and on a slow one.
package struct Milestones: Sendable {
  /// Words, and ideographs, that have to be new.
  private static let words = 2
  private static let ideographs = 3

  private var last: [Substring] = []

  package init() {}

  /// Whether a text is one; it then counts as translated.
  package mutating func reaches(_ text: String) -> Bool {
    let units = ReadingUnits.of(text)
    let kept = ReadingUnits.commonPrefix(units, last)
    let new = units[kept...]
    let ideographs = new.count { $0.unicodeScalars.first?.isIdeographic == true }
    let weight =
      Double(ideographs) / Double(Self.ideographs) + Double(new.count - ideographs) / Double(Self.words)
    guard weight >= 1 || last.isEmpty && weight > 0 else { return false }
    last = units
    return true
  }
}
