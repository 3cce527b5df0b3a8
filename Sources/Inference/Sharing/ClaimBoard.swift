import Synchronization

/// The claims of all workers, each on cache lines of its own.
///
/// `@unchecked Sendable`: the words are atomic.
final class ClaimBoard: @unchecked Sendable {
  /// Two lines: processors fetch them in pairs.
  private static let stride = 128

  let count: Int
  private let base: UnsafeMutableRawPointer

  init(count: Int) {
    self.count = count
    base = .allocate(byteCount: count * Self.stride, alignment: Self.stride)
    for index in 0..<count {
      (base + index * Self.stride).bindMemory(to: Atomic<UInt64>.self, capacity: 1).initialize(to: Atomic(0))
    }
  }

  deinit {
    base.deallocate()
  }

  /// The claims of worker `index`; they live as long as the board.
  subscript(index: Int) -> ChunkClaims {
    ChunkClaims(word: (base + index * Self.stride).assumingMemoryBound(to: Atomic<UInt64>.self))
  }
}
