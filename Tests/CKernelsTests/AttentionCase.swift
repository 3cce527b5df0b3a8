import CKernels
import Foundation
import TestSupport

/// One call of the attention kernel in guarded memory, and what it should give.
struct AttentionCase {
  let queries: Int
  let length: Int
  let heads: Int
  let dHead: Int
  let scale: Float
  let gap: Int  // floats between the heads' end and the next row
  let q: [Float]
  let k: [Float]
  let v: [Float]
  let rows: [Int32]?

  var stride: Int { heads * dHead + gap }

  init(
    queries: Int, length: Int, heads: Int, dHead: Int, scale: Float = 0.3, gap: Int = 0,
    indexed: Bool = false, spread: Float = 1, seed: UInt64 = 1
  ) {
    var numbers = SeededGenerator(seed: seed &+ UInt64(length * 1000 + dHead))
    self.queries = queries
    self.length = length
    self.heads = heads
    self.dHead = dHead
    self.scale = scale
    self.gap = gap
    let stride = heads * dHead + gap
    // Indexed rows pick from more rows than are wanted, out of order, some twice.
    let stored = indexed ? length + 3 : length
    q = numbers.floats(queries * stride, in: -spread...spread)
    k = numbers.floats(stored * stride - gap)
    v = numbers.floats(stored * stride - gap)
    rows = indexed ? (0..<length).map { _ in Int32.random(in: 0..<Int32(stored), using: &numbers) } : nil
  }

  /// Weights [queries][heads][length] and outputs [queries][stride] of the queries in the range.
  func run(_ table: KernelTable, _ range: Range<Int>) -> (weights: [Float], out: [Float]) {
    let q = GuardedBuffer(Array(self.q[range.lowerBound * stride..<range.upperBound * stride - gap]))
    let (k, v) = (GuardedBuffer(self.k), GuardedBuffer(self.v))
    let rows = self.rows.map { GuardedBuffer($0) }
    let weights = GuardedBuffer(count: range.count * heads * length, repeating: Float.nan)
    let out = GuardedBuffer(count: range.count * heads * dHead, repeating: Float.nan)
    var call = dk_attention(
      q: q.base, queries: range.count, q_stride: stride, k: k.base, v: v.base, rows: rows?.base,
      length: length, stride: stride, heads: heads, d_head: dHead, scale: scale,
      weights: weights.base, out: out.base, out_stride: heads * dHead)
    withExtendedLifetime((q, k, v, rows)) { table.kernels.attention(&call) }
    return (weights.elements, out.elements)
  }

  var expected: (weights: [Double], out: [Double]) {
    var weights: [Double] = []
    var out: [Double] = []
    for query in 0..<queries {
      for head in 0..<heads {
        let start = query * stride + head * dHead
        func at(_ base: [Float], _ position: Int, _ t: Int) -> Double {
          Double(base[Int(rows?[position] ?? Int32(position)) * stride + head * dHead + t])
        }
        let scores = (0..<length).map { p in
          Double(scale) * (0..<dHead).reduce(0) { $0 + Double(q[start + $1]) * at(k, p, $1) }
        }
        let top = scores.max() ?? 0
        let terms = scores.map { exp($0 - top) }
        let sum = terms.reduce(0, +)
        weights += terms.map { $0 / sum }
        out += (0..<dHead).map { t in
          (0..<length).reduce(0) { $0 + terms[$1] / sum * at(v, $1, t) }
        }
      }
    }
    return (weights, out)
  }
}
