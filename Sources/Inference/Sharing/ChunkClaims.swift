import Synchronization

/// Which chunks of the product at hand nobody has taken yet: the owner takes from the front, helpers from the back,
/// so that each reads memory in long runs. All in one word, so that a claim is one atomic exchange; it carries
/// the product's number too, so that a late exchange cannot claim a chunk of another product.
///
/// A plain pointer to the word, which `ClaimBoard` owns: helpers look at it without touching a reference count.
struct ChunkClaims {
  /// The most chunks of a product.
  static let limit = 1 << 12 - 1

  private static let width: UInt64 = 12
  /// Number of the product << 24 | first free chunk << 12 | end of the free ones.
  private let word: UnsafeMutablePointer<Atomic<UInt64>>

  init(word: UnsafeMutablePointer<Atomic<UInt64>>) {
    self.word = word
  }

  /// Offers chunks 0..<count. All of the product before must be claimed and done.
  func open(count: Int) {
    let number = (word.pointee.load(ordering: .relaxed) >> (2 * Self.width)) &+ 1
    word.pointee.store(number << (2 * Self.width) | UInt64(count), ordering: .releasing)
  }

  /// Whether a chunk is free.
  var areOpen: Bool {
    let (first, end) = Self.bounds(word.pointee.load(ordering: .relaxed))
    return first < end
  }

  /// The first free chunk; nil when there is none.
  func takeFirst() -> Int? {
    take { first, _ in (first, 1 << Self.width) }
  }

  /// The last free chunk; nil when there is none.
  func takeLast() -> Int? {
    take { _, end in (end - 1, UInt64.max) }
  }

  /// `choose` says which chunk of first..<end and what that adds to the word.
  private func take(_ choose: (_ first: UInt64, _ end: UInt64) -> (chunk: UInt64, step: UInt64)) -> Int? {
    var current = word.pointee.load(ordering: .relaxed)
    while true {
      let (first, end) = Self.bounds(current)
      guard first < end else { return nil }
      let (chunk, step) = choose(first, end)
      let (exchanged, original) = word.pointee.compareExchange(
        expected: current, desired: current &+ step, successOrdering: .acquiring, failureOrdering: .relaxed)
      if exchanged { return Int(chunk) }
      current = original
    }
  }

  private static func bounds(_ word: UInt64) -> (first: UInt64, end: UInt64) {
    ((word >> width) & UInt64(limit), word & UInt64(limit))
  }
}
