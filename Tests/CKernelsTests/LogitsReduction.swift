import CKernels
import Foundation

/// The running state of one row of logits in guarded memory.
final class LogitsReduction {
  private let topLogits: GuardedBuffer<Float>
  private let topIds: GuardedBuffer<Int32>
  private var row: dk_logits_row

  init(k: Int) {
    topLogits = GuardedBuffer(count: k, repeating: -.infinity)
    topIds = GuardedBuffer(count: k, repeating: -1)
    row = dk_logits_row(
      maximum: -.infinity, exp_sum: 0, k: k, top_logits: topLogits.base, top_ids: topIds.base)
  }

  var ids: [Int] { topIds.elements.map(Int.init) }
  var logits: [Float] { topLogits.elements }
  var maximum: Float { row.maximum }
  var expSum: Float { row.exp_sum }
  var logSumExp: Double { Double(row.maximum) + log(Double(row.exp_sum)) }

  func take(_ logits: [Float], tile: Int, from firstId: Int = 0, _ table: KernelTable) {
    for start in stride(from: 0, to: logits.count, by: tile) {
      let part = GuardedBuffer(Array(logits[start..<min(start + tile, logits.count)]))
      table.kernels.reduce_logits(part.base, part.count, Int32(firstId + start), &row)
    }
  }

  /// Best first, ties by the lower id; nothing that is -infinity or not a number.
  static func best(_ logits: [Float], _ k: Int) -> [Int] {
    let sorted = logits.indices.filter { logits[$0] > -.infinity }
      .sorted { (logits[$1], $0) < (logits[$0], $1) }
    return sorted.prefix(k) + [Int](repeating: -1, count: max(0, k - sorted.count))
  }

  static func logSumExp(_ logits: [Float]) -> Double {
    let top = Double(logits.max() ?? 0)
    return top + log(logits.reduce(0) { $0 + exp(Double($1) - top) })
  }
}
