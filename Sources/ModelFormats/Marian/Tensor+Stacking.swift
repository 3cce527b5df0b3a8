import Foundation

#if canImport(Inference)
  import Inference
#endif

extension Tensor {
  /// Tensors of one width, the rows of one after those of another; nil when their types differ.
  ///
  /// Rows of int8 keep their scales, so nothing changes; int16 has one scale for all, and where there are
  /// several the result is float32.
  static func stacked(_ tensors: [Tensor]) -> Tensor? {
    guard let first = tensors.first,
      tensors.allSatisfy({
        $0.elementType == first.elementType && $0.shape.dropFirst() == first.shape.dropFirst()
      })
    else { return nil }
    let parts =
      first.elementType == .int16 && tensors.contains { $0.scales != first.scales }
      ? tensors.map(\.dequantisedInt16) : tensors
    var data = Data(capacity: parts.reduce(0) { $0 + $1.data.count })
    for part in parts { data.append(part.data) }
    let type = parts[0].elementType
    return Tensor(
      shape: [parts.reduce(0) { $0 + $1.rows }] + first.shape.dropFirst(), elementType: type, data: data,
      scales: type == .int8 ? parts.flatMap(\.scales) : parts[0].scales)
  }

  private var dequantisedInt16: Tensor {
    let scale = scales.first ?? 1
    let values = data.withUnsafeBytes { bytes in
      (0..<count).map {
        Float(Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: 2 * $0, as: Int16.self))) / scale
      }
    }
    return Tensor(shape: shape, elementType: .float32, data: values.withUnsafeBytes { Data($0) })
  }
}
