/// What the decoder reads in one step: rows of several sentences, group by group. The same value serves step after
/// step, so that none allocates.
///
/// A row may be the next position of the row before it: layers take rows in order, and what a row leaves in the
/// cache is there for those behind it.
struct DecoderStep {
  private(set) var rows: [DecoderRow] = []
  private(set) var groups: [DecoderGroup] = []
  /// Cache rows, of which `DecoderRow.history` is a part.
  private var histories: [Int32] = []

  mutating func removeAll() {
    rows.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    histories.removeAll(keepingCapacity: true)
  }

  /// Begins the rows of another sentence.
  mutating func addGroup(_ memory: SourceMemory) {
    groups.append(DecoderGroup(memory: memory, rows: rows.count..<rows.count))
  }

  /// The row that reads `node`, the last of `depth` tokens.
  mutating func addRow(reading node: Int, of tree: TokenTree, depth: Int, token: Int32?) {
    let first = histories.count
    histories.append(contentsOf: repeatElement(0, count: depth + 1))
    tree.climb(from: node, count: depth + 1) { place, node in
      histories[first + place] = tree[node].cacheRow ?? 0
    }
    add(token, position: depth, history: first..<histories.count, attention: tree.attention(of: node))
  }

  /// The position after the last row, which reads `node`.
  mutating func continueRow(reading node: Int, of tree: TokenTree) {
    guard let last = rows.last else { return }
    histories.append(tree[node].cacheRow ?? 0)
    add(
      tree[node].token, position: last.position + 1, history: last.history.lowerBound..<histories.count,
      attention: tree.attention(of: node))
  }

  /// The cache row that `row` writes.
  func cacheRow(of row: DecoderRow) -> Int { Int(histories[row.history.upperBound - 1]) }

  /// The cache row of the position before `row`; nil at the first.
  func previousCacheRow(of row: DecoderRow) -> Int? {
    row.position > 0 ? Int(histories[row.history.upperBound - 2]) : nil
  }

  /// `history`: cache rows of the positions that `row` attends to, its own last.
  func withHistory(of row: DecoderRow, _ body: (_ history: UnsafePointer<Int32>) -> Void) {
    histories.withUnsafeBufferPointer { histories in
      guard let first = histories.baseAddress else { return }
      body(first + row.history.lowerBound)
    }
  }

  private mutating func add(
    _ token: Int32?, position: Int, history: Range<Int>, attention: UnsafeMutablePointer<Float>?
  ) {
    rows.append(DecoderRow(token: token, position: position, history: history, attention: attention))
    groups[groups.count - 1].rows = groups[groups.count - 1].rows.lowerBound..<rows.count
  }
}
