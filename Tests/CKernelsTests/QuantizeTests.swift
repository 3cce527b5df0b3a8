import CKernels
import TestSupport
import Testing

struct QuantizeTests {
  static let widths = [1, 3, 4, 7, 8, 9, 32, 100, 511, 512, 2048]

  @Test(arguments: KernelTable.available, widths)
  func roundTripStaysWithinHalfAStep(table: KernelTable, k: Int) {
    var numbers = SeededGenerator(seed: UInt64(k))
    let ranges: [ClosedRange<Float>] = [
      -1...1, 0...6, -3 ... -1, -0.001...1000, -1e-20...1e-20, -1e30...1e30,
    ]
    let x = ranges.flatMap { numbers.floats(k, in: $0) }
    let rows = table.quantize(x, k: k)
    for row in 0..<rows.count {
      #expect(rows.scale[row] > 0)
      #expect((0...127).contains(rows.zero[row]))
      for t in 0..<k {
        #expect(rows.values[row * rows.paddedK + t] <= 127)
        #expect(abs(rows.real(row, t) - x[row * k + t]) <= rows.scale[row] * 0.5001)
      }
      for t in k..<rows.paddedK { #expect(rows.values[row * rows.paddedK + t] == 0) }
    }
  }

  @Test(arguments: KernelTable.available)
  func zeroAndBothEndsAreKept(table: KernelTable) {
    let rows = table.quantize([0, 127, -0.25, 63.5, 0, 0, -64, 63], k: 4)
    // First row: scale 127.25 / 127, zero 0 (0.2495 rounds down); second: scale 1, zero 64.
    #expect(rows.zero.elements == [0, 64])
    #expect(rows.scale[1] == 1)
    #expect(Array(rows.values.elements[4...]) == [64, 64, 0, 127])
    #expect(rows.real(0, 0) == 0)
  }

  @Test(arguments: KernelTable.available)
  func tiesGoToEven(table: KernelTable) {
    let rows = table.quantize([0, 127, 0.5, 1.5, 2.5, 3.5], k: 6)
    #expect(Array(rows.values.elements[..<6]) == [0, 127, 0, 2, 2, 4])
  }

  @Test(arguments: KernelTable.available, [3, 8, 13, 64])
  func rowsWithoutAFiniteRangeAreZeros(table: KernelTable, k: Int) {
    let large = Float.greatestFiniteMagnitude
    let culprits: [[Float]] = [
      [0, 0], [-0.0, 0], [.nan, 1], [1, .nan], [.infinity, 1], [-.infinity, 1], [-large, large],
      [.leastNonzeroMagnitude, 0], [.signalingNaN, .infinity],
    ]
    for culprit in culprits {
      for place in [0, k - 2] {
        var x = [Float](repeating: 0, count: k)
        x[place] = culprit[0]
        x[place + 1] = culprit[1]
        let rows = table.quantize(x, k: k)
        #expect(rows.scale[0] == 0, "\(culprit)")
        #expect(rows.zero[0] == 0)
        #expect(rows.values.elements.allSatisfy { $0 == 0 })
      }
    }
  }

  @Test(arguments: KernelTable.available)
  func aBrokenRowLeavesItsNeighboursAlone(table: KernelTable) {
    var numbers = SeededGenerator(seed: 5)
    let good = numbers.floats(40)
    let broken = good.map { _ in Float.nan }
    let alone = table.quantize(good, k: 40)
    let among = table.quantize(broken + good + broken, k: 40)
    #expect(among.scale.elements == [0, alone.scale[0], 0])
    #expect(Array(among.values.elements[40..<80]) == alone.values.elements)
  }

  @Test(arguments: widths) func tablesAgreeExactly(k: Int) {
    var numbers = SeededGenerator(seed: UInt64(k) + 77)
    let x = numbers.floats(k * 40, in: -7...3)
    let expected = KernelTable(name: "portable").quantize(x, k: k)
    for table in KernelTable.available {
      let rows = table.quantize(x, k: k)
      #expect(rows.values.elements == expected.values.elements)
      #expect(rows.zero.elements == expected.zero.elements)
      #expect(sameBits(rows.scale.elements, expected.scale.elements))
    }
  }
}
