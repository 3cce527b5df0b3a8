import Inference
import Testing

@Suite struct TargetCacheTests {
  @Test func sharedBeginningsLiveAsLongAsOneHypothesisStandsOnThem() throws {
    var cache = try TargetCache(rowLimit: 8, vectors: [1], dimension: 4)
    let root = cache.allocate(parent: nil)
    let left = cache.allocate(parent: root)
    let right = cache.allocate(parent: root)
    cache.release(try #require(root))  // the hypothesis moved on to its children
    #expect(cache.rowsInUse == 3)
    cache.release(try #require(left))
    #expect(cache.rowsInUse == 2)
    cache.release(try #require(right))
    #expect(cache.rowsInUse == 0)
  }

  @Test func aFullCacheSaysSoAndFreedRowsComeBack() throws {
    var cache = try TargetCache(rowLimit: 3, vectors: [2, 1], dimension: 4)
    var last: Int32?
    for _ in 0..<3 {
      let row = cache.allocate(parent: last)
      if let last { cache.release(last) }
      last = row
    }
    let none = cache.allocate(parent: last)
    #expect(none == nil)
    cache.release(try #require(last))
    #expect(cache.rowsInUse == 0)
    let again = cache.allocate(parent: nil)
    #expect(again != nil)
  }

  @Test func rowsAreNeverHandedOutTwice() throws {
    var cache = try TargetCache(rowLimit: 64, vectors: [1], dimension: 1)
    var tips: [Int32] = []
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      if tips.count < 5, let row = cache.allocate(parent: nil) {
        tips.append(row)
      } else if let index = tips.indices.randomElement(using: &generator) {
        if Bool.random(using: &generator), let child = cache.allocate(parent: tips[index]) {
          if Bool.random(using: &generator) {
            cache.release(tips[index])
            tips[index] = child
          } else {
            tips.append(child)
          }
        } else {
          cache.release(tips.remove(at: index))
        }
      }
      #expect(Set(tips).count == tips.count)
    }
    for tip in tips { cache.release(tip) }
    #expect(cache.rowsInUse == 0)
  }
}

/// A small generator with a seed, so that a failing case can be seen again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let mixed = (state ^ (state >> 29)) &* 0xbf58_476d_1ce4_e5b9
    return mixed ^ (mixed >> 32)
  }
}
