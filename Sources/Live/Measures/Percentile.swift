/// Values that a share of others do not exceed.
package enum Percentile {
  /// - Parameter sorted: in rising order.
  /// - Returns: nil of nothing.
  package static func of<Value>(_ sorted: [Value], _ share: Double) -> Value? {
    guard !sorted.isEmpty else { return nil }
    let rank = Int((share * Double(sorted.count)).rounded(.up)) - 1
    return sorted[min(max(rank, 0), sorted.count - 1)]
  }
}
