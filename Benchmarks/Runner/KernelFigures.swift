import Foundation

/// Kernel figures for reading: the ceilings; the products, one line a shape; then everything else.
struct KernelFigures: Encodable {
  var table: String
  var ceilings: [Ceilings.Rate]
  var rows: [KernelBenchmark.Row]

  var text: String {
    var lines = ["Kernels: \(table), one core; in brackets the share of what is possible", ""]
    for rate in ceilings { lines.append(Self.line(rate.name, [Self.number(rate.value), rate.unit])) }

    let products = rows.filter { $0.m != nil }
    let counts = Array(Set(products.compactMap(\.m))).sorted()
    lines += ["", Self.line("product", counts.map { "m \($0)" })]
    for name in Self.unique(products.map { "\($0.kernel), \($0.shape)" }) {
      let cells = counts.map { m in
        products.first { $0.m == m && "\($0.kernel), \($0.shape)" == name }.map(Self.cell) ?? "-"
      }
      lines.append(Self.line(name, cells))
    }

    lines += ["", Self.line("kernel", ["rate", "unit", "bound"])]
    for row in rows where row.m == nil {
      lines.append(
        Self.line("\(row.kernel), \(row.shape)", [Self.cell(row), row.unit, row.bound ?? "-"]))
    }
    return lines.joined(separator: "\n")
  }

  private static func cell(_ row: KernelBenchmark.Row) -> String {
    guard let possible = row.possible else { return number(row.value) }
    return "\(number(row.value)) (\(Int((100 * row.value / possible).rounded()))%)"
  }

  private static func number(_ value: Double) -> String {
    String(format: value < 10 ? "%.1f" : "%.0f", value)
  }

  private static func line(_ name: String, _ cells: [String]) -> String {
    let padded = cells.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }
    return name.padding(toLength: 52, withPad: " ", startingAt: 0) + padded.joined()
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
