/// Numbers to look values up in, equal but for rounding.
struct NumberValues {
  private let sorted: [Double]

  init(_ values: [Double]) {
    sorted = values.sorted()
  }

  func contains(_ value: Double) -> Bool {
    let tolerance = abs(value) * 1e-9
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value - tolerance { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] <= value + tolerance
  }
}
