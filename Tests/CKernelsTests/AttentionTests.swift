import CKernels
import Testing

struct AttentionTests {
  static let lengths = [1, 2, 7, 8, 9, 31, 100]
  static let headSizes = [1, 4, 8, 12, 32, 40, 64, 77, 128]

  @Test(arguments: KernelTable.available, lengths)
  func agreesWithDoublePrecision(table: KernelTable, length: Int) {
    for dHead in Self.headSizes {
      for (gap, indexed) in [(0, false), (5, false), (0, true)] {
        let example = AttentionCase(
          queries: 3, length: length, heads: 2, dHead: dHead, gap: gap, indexed: indexed)
        let (weights, out) = example.run(table, 0..<3)
        let expected = example.expected
        #expect(worstError(weights, expected.weights) < 1e-6, "d_head \(dHead)")
        #expect(worstError(out, expected.out) < 1e-6, "d_head \(dHead)")
      }
    }
  }

  @Test(arguments: KernelTable.available, [(1, 4), (10, 32), (33, 64), (60, 64)])
  func queriesDoNotDependOnTheirCompany(table: KernelTable, shape: (length: Int, dHead: Int)) {
    let example = AttentionCase(queries: 9, length: shape.length, heads: 3, dHead: shape.dHead)
    let all = example.run(table, 0..<9)
    let (weightsPer, outPer) = (3 * shape.length, 3 * shape.dHead)
    for range in [0..<1, 4..<5, 8..<9, 0..<2, 1..<4, 5..<9] {
      let some = example.run(table, range)
      let (first, end) = (range.lowerBound, range.upperBound)
      #expect(sameBits(some.weights, all.weights[first * weightsPer..<end * weightsPer]))
      #expect(sameBits(some.out, all.out[first * outPer..<end * outPer]))
    }
  }

  @Test(arguments: KernelTable.available)
  func anIndexInOrderChangesNothing(table: KernelTable) {
    let plain = AttentionCase(queries: 2, length: 21, heads: 2, dHead: 64)
    let (k, v) = (GuardedBuffer(plain.k), GuardedBuffer(plain.v))
    let q = GuardedBuffer(plain.q)
    let rows = GuardedBuffer((0..<21).map(Int32.init))
    let weights = GuardedBuffer(count: 2 * 2 * 21, repeating: Float.nan)
    let out = GuardedBuffer(count: 2 * 128, repeating: Float.nan)
    var call = dk_attention(
      q: q.base, queries: 2, q_stride: 128, k: k.base, v: v.base, rows: rows.base, length: 21,
      stride: 128, heads: 2, d_head: 64, scale: plain.scale, weights: weights.base, out: out.base,
      out_stride: 128)
    table.kernels.attention(&call)
    let expected = plain.run(table, 0..<2)
    #expect(sameBits(weights.elements, expected.weights))
    #expect(sameBits(out.elements, expected.out))
  }

  @Test(arguments: KernelTable.available, [1, 12, 40])
  func hugeScoresStayASoftmax(table: KernelTable, length: Int) {
    let example = AttentionCase(queries: 2, length: length, heads: 2, dHead: 16, scale: 50, spread: 100)
    let (weights, out) = example.run(table, 0..<2)
    for start in stride(from: 0, to: weights.count, by: length) {
      let sum = weights[start..<start + length].reduce(0, +)
      #expect(abs(sum - 1) < 1e-6)
    }
    #expect(out.allSatisfy { abs($0) <= 1.000001 })
  }
}
