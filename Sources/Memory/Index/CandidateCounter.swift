/// How many trigrams units share with a text.
struct CandidateCounter {
  private var counts: [UInt8]
  private var seen: [UInt32] = []

  /// - Parameter last: the highest unit.
  init(last: Int64) { counts = [UInt8](repeating: 0, count: Int(clamping: max(last, 0)) + 1) }

  mutating func add(_ unit: UInt32) {
    guard Int(unit) < counts.count else { return }
    let count = counts[Int(unit)]
    if count == 0 { seen.append(unit) }
    if count < .max { counts[Int(unit)] = count + 1 }
  }

  /// Those that share most, most first; of those that share as many, the newest.
  func best(_ limit: Int) -> [UInt32] {
    var histogram = [Int](repeating: 0, count: 256)
    for unit in seen { histogram[Int(counts[Int(unit)])] += 1 }
    var (least, total) = (255, 0)
    while least > 0, total + histogram[least] <= limit {
      total += histogram[least]
      least -= 1
    }
    let sure = seen.filter { Int(counts[Int($0)]) > least }.sorted { left, right in
      (counts[Int(left)], left) > (counts[Int(right)], right)
    }
    let further = least > 0 ? seen.filter { Int(counts[Int($0)]) == least } : []
    return sure + further.sorted(by: >).prefix(limit - sure.count)
  }
}
