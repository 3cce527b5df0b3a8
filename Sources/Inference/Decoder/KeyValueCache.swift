/// Keys and values of every target position that some hypothesis still stands on.
///
/// A row holds one position of one hypothesis, in all layers. Rows form a tree: hypotheses that share a
/// beginning share its rows, and a row goes back to the free list when the last hypothesis below it dies.
/// Nothing is ever copied: a hypothesis is a list of row numbers.
package struct KeyValueCache {
  private let dimension: Int
  private let layers: Int
  private let storage: AlignedBuffer<Float>  // [layers, 2, rows, d]
  private var references: [Int32]  // children and hypotheses that stand on the row
  private var parents: [Int32]
  private var free: [Int32] = []
  private var fresh: Int32 = 0
  package let rowLimit: Int

  package init(rowLimit: Int, layers: Int, dimension: Int) throws(InferenceError) {
    self.rowLimit = rowLimit
    self.dimension = dimension
    self.layers = layers
    storage = try AlignedBuffer(count: layers * 2 * rowLimit * dimension)
    references = [Int32](repeating: 0, count: rowLimit)
    parents = [Int32](repeating: -1, count: rowLimit)
  }

  /// Rows in use.
  package var rowsInUse: Int { Int(fresh) - free.count }

  /// [rowLimit, d]
  func keys(layer: Int) -> UnsafeMutablePointer<Float> {
    storage.pointer + layer * 2 * rowLimit * dimension
  }

  /// [rowLimit, d]
  func values(layer: Int) -> UnsafeMutablePointer<Float> {
    storage.pointer + (layer * 2 + 1) * rowLimit * dimension
  }

  /// A row below `parent` (nil for a first position), held once by the caller; nil when all are taken.
  package mutating func allocate(parent: Int32?) -> Int32? {
    let row: Int32
    if let reused = free.popLast() {
      row = reused
    } else if Int(fresh) < rowLimit {
      row = fresh
      fresh += 1
    } else {
      return nil
    }
    references[Int(row)] = 1
    parents[Int(row)] = parent ?? -1
    if let parent { references[Int(parent)] += 1 }
    return row
  }

  /// One more hypothesis stands on `row`.
  package mutating func retain(_ row: Int32) {
    references[Int(row)] += 1
  }

  /// A hypothesis leaves `row`; rows that nobody stands on any more are freed, up the tree.
  package mutating func release(_ row: Int32) {
    var current = row
    while current >= 0 {
      references[Int(current)] -= 1
      guard references[Int(current)] == 0 else { return }
      free.append(current)
      current = parents[Int(current)]
    }
  }
}
