/// What stands between a table's cells: comma, semicolon, tab or bar.
package enum TableDelimiter {
  private static let candidates = Array(",;\t|".utf8)
  /// Rows and bytes that are looked at.
  private static let rows = 60
  private static let size = 65_536

  /// Excel's first line, `sep=;`: where it ends.
  package static func declarationEnd(_ bytes: [UInt8]) -> Int {
    guard bytes.count >= 5, bytes.starts(with: "sep=".utf8) else { return 0 }
    guard bytes.count > 5 else { return 5 }
    if bytes[5] == 0x0A { return 6 }
    return bytes[5] == 0x0D ? (bytes.count > 6 && bytes[6] == 0x0A ? 7 : 6) : 0
  }

  /// That which gives most rows the same number of cells, two at least; nil where none does.
  static func sniff(_ bytes: [UInt8]) -> UInt8? {
    if declarationEnd(bytes) > 0 { return bytes[4] }
    let head = Array(bytes.prefix(size))
    var best: (delimiter: UInt8, share: Double, cells: Int)?
    for delimiter in candidates where head.contains(delimiter) {
      let table = TableReader(head, delimiter: delimiter, mostRows: rows)
      var counts = table.rows.map(\.count)
      // The cut may stand in the last one.
      if bytes.count > size, counts.count > 1 { counts.removeLast() }
      var times: [Int: Int] = [:]
      for count in counts { times[count, default: 0] += 1 }
      guard let usual = times.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), usual.key > 1 else {
        continue
      }
      let share = Double(usual.value) / Double(max(counts.count, 1))
      guard share >= 0.6 else { continue }
      if best.map({ (share, usual.key) > ($0.share, $0.cells) }) ?? true {
        best = (delimiter, share, usual.key)
      }
    }
    return best?.delimiter
  }
}
