/// What the decoder remembers of every target position that some hypothesis still stands on: keys and values
/// of self-attention, cells of recurrent units.
///
/// A row holds one position of one hypothesis, in all layers. Rows form a tree: hypotheses that share a
/// beginning share its rows, and a row goes back to the free list when the last hypothesis below it dies.
/// Nothing is ever copied: a hypothesis is a list of row numbers.
package struct TargetCache {
  private let dimension: Int
  private let storage: AlignedBuffer<Float>  // [vectors of all layers][rows, d]
  private let firstVector: [Int]  // of each layer
  private var references: [Int32]  // children and hypotheses that stand on the row
  private var parents: [Int32]
  private var free: [Int32] = []
  private var fresh: Int32 = 0
  package let rowLimit: Int

  /// - Parameter vectors: How many vectors of `dimension` a position has in each layer.
  package init(rowLimit: Int, vectors: [Int], dimension: Int) throws(InferenceError) {
    self.rowLimit = rowLimit
    self.dimension = dimension
    var (first, total) = ([Int](), 0)
    for count in vectors {
      first.append(total)
      total += count
    }
    firstVector = first
    storage = try AlignedBuffer(count: total * rowLimit * dimension)
    references = [Int32](repeating: 0, count: rowLimit)
    parents = [Int32](repeating: -1, count: rowLimit)
    free.reserveCapacity(rowLimit)
  }

  /// Rows in use.
  package var rowsInUse: Int { Int(fresh) - free.count }

  /// Vector `index` of every row in `layer`, [rowLimit, d].
  func vectors(_ index: Int, layer: Int) -> UnsafeMutablePointer<Float> {
    storage.pointer + (firstVector[layer] + index) * rowLimit * dimension
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
