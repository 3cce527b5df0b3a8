import CKernels
import Foundation
import TestSupport
import Testing

struct RecurrentUnitTests {
  @Test(arguments: KernelTable.available, [1, 7, 8, 9, 31, 64, 250])
  func agreesWithDoublePrecision(table: KernelTable, d: Int) {
    var numbers = SeededGenerator(seed: UInt64(d))
    let (x, gate) = (numbers.floats(d, in: -3...3), numbers.floats(d, in: -12...12))
    let (before, residual) = (numbers.floats(d, in: -3...3), numbers.floats(d))
    for previous in [before, nil] {
      let cells = (0..<d).map { i in
        let kept = 1 / (1 + exp(-Double(gate[i])))
        return kept * Double(previous?[i] ?? 0) + (1 - kept) * Double(x[i])
      }
      let (cell, y) = step(table, x, gate, previous, residual)
      #expect(worstError(cell, cells) < 1e-6)
      #expect(worstError(y, zip(cells, residual).map { max($0, 0) + Double($1) }) < 1e-6)
    }
  }

  /// A wide open gate keeps the cell, a shut one takes the input, to the last bit.
  @Test(arguments: KernelTable.available) func gatesSaturate(table: KernelTable) {
    let (cell, y) = step(table, [5, 5, 5, -5], [1e4, -1e4, -.infinity, -1e4], [2, 2, 2, 2], [1, 1, 1, 1])
    #expect(abs(cell[0] - 2) < 1e-6)
    #expect(cell[1...] == [5, 5, -5])
    #expect(y[1...] == [6, 6, 1])
  }

  /// y may be the residual.
  private func step(
    _ table: KernelTable, _ x: [Float], _ gate: [Float], _ previous: [Float]?, _ residual: [Float]
  ) -> (cell: [Float], y: [Float]) {
    let (x, gate, previous) = (GuardedBuffer(x), GuardedBuffer(gate), previous.map { GuardedBuffer($0) })
    let (cell, y) = (GuardedBuffer(count: x.count, repeating: Float.nan), GuardedBuffer(residual))
    table.kernels.recurrent_unit(x.base, gate.base, previous?.base, x.count, cell.base, y.base, y.base)
    return (cell.elements, y.elements)
  }
}
