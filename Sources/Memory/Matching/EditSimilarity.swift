/// How alike two texts are, by the tokens that would have to be put in, taken out or exchanged.
package enum EditSimilarity {
  /// 1 for equal tokens, 0 for those that have nothing in common; nil where it is under `least`.
  package static func of(_ left: [UInt32], _ right: [UInt32], least: Double) -> Double? {
    let longest = max(left.count, right.count)
    guard longest > 0 else { return 1 }
    // A rounding error must not cost a match that is just good enough.
    let most = Int((1 - least) * Double(longest) + 1e-9)
    guard let distance = distance(left, right, most: most) else { return nil }
    return 1 - Double(distance) / Double(longest)
  }

  /// Levenshtein's; nil above `most`. Only the cells within `most` of the diagonal are looked at.
  private static func distance(_ left: [UInt32], _ right: [UInt32], most: Int) -> Int? {
    guard abs(left.count - right.count) <= most else { return nil }
    let far = most + 1
    var row = (0...right.count).map { min($0, far) }
    for (line, token) in left.enumerated() {
      let (low, high) = (max(line - most, 0), min(line + most + 1, right.count))
      var diagonal = row[low]
      row[low] = low == 0 ? min(line + 1, far) : far
      var best = row[low]
      for column in low..<max(high, low) {
        let above = column + 1 <= line + most ? row[column + 1] : far
        let exchanged = diagonal + (token == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(exchanged, min(above, row[column]) + 1, far)
        best = min(best, row[column + 1])
      }
      guard best <= most else { return nil }
    }
    return row[right.count] <= most ? row[right.count] : nil
  }
}
