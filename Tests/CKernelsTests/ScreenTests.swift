import CKernels
import Foundation
import TestSupport
import Testing

struct ScreenTests {
  /// [rows][outputs] of the plain product, and operands for the others.
  private func operands(_ table: KernelTable, n: Int, k: Int, m: Int) -> (Int8Matrix, QuantizedRows, [Float])
  {
    var numbers = SeededGenerator(seed: UInt64(n * k))
    let w = Int8Matrix(
      n: n, k: k, weights: numbers.int8s(n * k), scale: numbers.floats(n, in: 0.001...0.01),
      bias: numbers.floats(n))
    let a = table.quantize(numbers.floats(m * k, in: -2...3), k: k)
    return (w, a, table.product(a, m: m, w))
  }

  @Test(arguments: KernelTable.available, [(16, 32), (43, 20), (1000, 128)])
  func maximaAreThoseOfTheProduct(table: KernelTable, shape: (n: Int, k: Int)) {
    let (n, k) = shape
    let panels = dk_panels(n)
    for m in [1, 2, 3, 8] {
      let (w, a, product) = operands(table, n: n, k: k, m: m)
      let maxima = GuardedBuffer(count: m * panels, repeating: Float.nan)
      withExtendedLifetime((w, a)) {
        withUnsafePointer(to: w.view) {
          table.kernels.panel_maxima(a.view(from: 0), m, $0, maxima.base, panels)
        }
      }
      let expected = (0..<m * panels).map { i in
        let (row, panel) = (i / panels, i % panels)
        return product[row * n + panel * 16..<row * n + min(panel * 16 + 16, n)].max() ?? .nan
      }
      #expect(sameBits(maxima.elements, expected), "m \(m)")
    }
  }

  @Test(arguments: KernelTable.available)
  func chosenPanelsAreThoseOfTheProduct(table: KernelTable) {
    let (n, k, m, width) = (200, 36, 5, 6 * 16)
    let (w, a, product) = operands(table, n: n, k: k, m: m)
    let choices: [[Int32]] = [[0, 3, 4, 12], [], [3], [0, 1, 2, 3, 4, 5], [3, 11, 12]]
    let buffers = choices.map { GuardedBuffer($0 + [-1]) }
    let lists = zip(choices, buffers).map { dk_panel_list(panels: $1.base, count: $0.count) }
    let next = GuardedBuffer(count: m, repeating: 99)
    let y = GuardedBuffer(count: m * width, repeating: Float.nan)
    withExtendedLifetime((w, a, buffers, next)) {
      withUnsafePointer(to: w.view) {
        table.kernels.chosen_panels(a.view(from: 0), m, $0, lists, next.base, y.base, width)
      }
    }
    for (row, panels) in choices.enumerated() {
      for (i, panel) in panels.enumerated() {
        let first = Int(panel) * 16
        let count = min(16, n - first)
        let found = (0..<count).map { y[row * width + i * 16 + $0] }
        #expect(
          sameBits(found, Array(product[row * n + first..<row * n + first + count])), "\(row), \(panel)")
      }
    }
  }

  @Test(arguments: KernelTable.available)
  func theBestPanelsAreChosen(table: KernelTable) {
    var numbers = SeededGenerator(seed: 3)
    for round in 0..<400 {
      let count = Int.random(in: 1...(round % 10 == 0 ? 3000 : 70), using: &numbers)
      let wanted = Int.random(in: 1...90, using: &numbers)
      let maxima: [Float] = (0..<count).map { _ in
        switch round % 5 {
        case 0: Float(Int.random(in: 0...4, using: &numbers))
        case 1: Float.random(in: -9...9, using: &numbers)
        case 4:
          Int.random(in: 0...40, using: &numbers) == 0 ? .infinity : Float.random(in: -9...9, using: &numbers)
        case 2: Bool.random(using: &numbers) ? -.infinity : Float(Int.random(in: 0...9, using: &numbers))
        default: Int.random(in: 0...6, using: &numbers) == 0 ? .nan : Float.random(in: 0...1, using: &numbers)
        }
      }
      let expected = maxima.indices.filter { maxima[$0] > -.infinity }
        .sorted { maxima[$0] != maxima[$1] ? maxima[$0] > maxima[$1] : $0 < $1 }.prefix(wanted).sorted()
      let input = GuardedBuffer(maxima)
      let scratch = GuardedBuffer(count: count, repeating: Float(0))
      let panels = GuardedBuffer(count: wanted, repeating: Int32(-1))
      let found = withExtendedLifetime((input, scratch)) {
        table.kernels.choose_panels(input.base, count, wanted, scratch.base, panels.base)
      }
      #expect(panels.elements.prefix(found).map(Int.init) == expected, "round \(round)")
    }
  }

  @Test(arguments: KernelTable.available)
  func sumsOfExponentials(table: KernelTable) {
    let x: [Float] = (0..<77).map { Float($0) / 10 - 3 } + [-.infinity]
    let expected = x.reduce(0.0) { $0 + exp(Double($1) - 2) }
    let input = GuardedBuffer(x)
    let sum = withExtendedLifetime(input) { table.kernels.exponential_sum(input.base, x.count, 2) }
    #expect(abs(Double(sum) - expected) < 1e-5 * expected)
  }
}
