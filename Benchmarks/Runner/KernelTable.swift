import Foundation

/// Kernel figures for reading: the products side by side, one line a shape; then everything else.
struct KernelTable {
  var rows: [KernelBenchmark.Row]

  private static let products = ["gemm_int8", "gemm_f32", "OpenBLAS sgemm"]

  var text: String {
    let isRate = { (row: KernelBenchmark.Row) in
      Self.products.contains(row.kernel) && row.unit != "GB/s"
    }
    let rates = rows.filter(isRate)
    var shapes: [String] = []
    for row in rates where shapes.last != row.shape { shapes.append(row.shape) }
    var lines = [Self.line("product, G operations/s", Self.products)]
    for shape in shapes {
      let cells = Self.products.map { kernel in
        rates.first { $0.shape == shape && $0.kernel == kernel }.map { Self.number($0.value) } ?? "-"
      }
      lines.append(Self.line(shape, cells))
    }
    lines.append("")
    lines.append(Self.line("kernel, shape", ["rate", "unit"]))
    for row in rows where !isRate(row) {
      lines.append(Self.line("\(row.kernel), \(row.shape)", [Self.number(row.value), row.unit]))
    }
    return lines.joined(separator: "\n")
  }

  private static func number(_ value: Double) -> String {
    String(format: value < 10 ? "%.2f" : "%.1f", value)
  }

  private static func line(_ name: String, _ cells: [String]) -> String {
    let padded = cells.map { String(repeating: " ", count: max(1, 16 - $0.count)) + $0 }
    return name.padding(toLength: 56, withPad: " ", startingAt: 0) + padded.joined()
  }
}
