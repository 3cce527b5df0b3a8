import CKernels
import TestSupport
import Testing

struct ActivationTests {
  @Test(arguments: KernelTable.available, allActivations)
  func agreesWithDoublePrecision(table: KernelTable, activation: dk_activation) {
    var numbers = SeededGenerator(seed: 3)
    let x =
      numbers.floats(5000, in: -12...12) + numbers.floats(999, in: -0.01...0.01)
      + [0, -0.0, 20, -20, 90, -90, 1e4, -1e4, 1e20, -1e20, 1e-30]
    let y = GuardedBuffer(x)
    table.kernels.activate(y.base, y.count, activation)
    for (input, output) in zip(x, y.elements) {
      let expected = reference(activation, Double(input))
      // The error function's formula is good to 1.5e-7 of the input.
      let bound = 4e-7 * abs(expected) + 3e-7 * min(abs(Double(input)), 6)
      #expect(abs(Double(output) - expected) <= bound, "\(input)")
    }
  }

  @Test(arguments: KernelTable.available, allActivations)
  func placeDoesNotMatter(table: KernelTable, activation: dk_activation) {
    var numbers = SeededGenerator(seed: 4)
    let x = numbers.floats(37, in: -4...4)
    let together = GuardedBuffer(x)
    table.kernels.activate(together.base, together.count, activation)
    for (i, value) in x.enumerated() {
      let alone = GuardedBuffer([value])
      table.kernels.activate(alone.base, 1, activation)
      #expect(alone[0].bitPattern == together[i].bitPattern)
    }
  }
}
