import CKernels
import Foundation

extension Tensor {
  /// The rows in int8 [rows, columns], and what each row's integers are divided by [rows], in float32.
  package func quantizedRows() throws(InferenceError) -> (integers: Data, scales: Data) {
    guard elementType != .int8 || order != .rows else {
      return (data, scales.withUnsafeBytes { Data($0) })
    }
    let reals = try AlignedBuffer<Float>(count: columns)
    var integers = Data(count: count)
    var divisors = [Float](repeating: 1, count: rows)
    integers.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress?.assumingMemoryBound(to: Int8.self) else { return }
      for row in 0..<rows {
        readRows(row..<row + 1, into: reals.pointer)
        var multiplier: Float = 1
        dk_quantize_weights(reals.pointer, 1, columns, base + row * columns, &multiplier)
        divisors[row] = 1 / multiplier
      }
    }
    return (integers, divisors.withUnsafeBytes { Data($0) })
  }
}
