import Memory
import TestSupport
import Testing

@Suite struct EditSimilarityTests {
  /// The whole table, as in a textbook.
  private static func distance(_ left: [UInt32], _ right: [UInt32]) -> Int {
    var rows = [Array(0...right.count)]
    for (line, token) in left.enumerated() {
      var row = [line + 1]
      for (column, other) in right.enumerated() {
        row.append(
          min(rows[line][column] + (token == other ? 0 : 1), rows[line][column + 1] + 1, row[column] + 1))
      }
      rows.append(row)
    }
    return rows[left.count][right.count]
  }

  @Test func bandsSayWhatTheWholeTableSays() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      let left = (0..<Int.random(in: 0...14, using: &random)).map { _ in
        UInt32.random(in: 0...4, using: &random)
      }
      let right = (0..<Int.random(in: 0...14, using: &random)).map { _ in
        UInt32.random(in: 0...4, using: &random)
      }
      let least = Double.random(in: 0...1, using: &random)
      let longest = max(left.count, right.count)
      let similarity = longest == 0 ? 1 : 1 - Double(Self.distance(left, right)) / Double(longest)
      let found = EditSimilarity.of(left, right, least: least)
      #expect(found == (similarity >= least - 1e-9 ? similarity : nil), "\(left) \(right) \(least)")
    }
  }
}
