import CKernels
import Foundation

extension Tensor {
  /// Checks that data and scales cover the shape.
  package func validate(as name: String, shape expected: [Int]) throws(InferenceError) {
    guard shape == expected else { throw .wrongShape(weight: name, expected: expected, found: shape) }
    guard order == .rows else {
      guard PackedMatrix(borrowing: self) != nil else { throw .truncatedWeight(weight: name) }
      return
    }
    let scalesNeeded: Int =
      switch elementType {
      case .int8: rows
      case .int16: 1
      case .float32, .float16, .bfloat16, .int32: 0
      }
    guard data.count == count * elementType.size, scales.count >= scalesNeeded else {
      throw .truncatedWeight(weight: name)
    }
  }

  /// Writes rows `range` as reals into `destination` [range.count, columns].
  func readRows(_ range: Range<Int>, into destination: UnsafeMutablePointer<Float>) {
    guard order == .rows else { return unpackRows(range, into: destination) }
    let columns = columns
    data.withUnsafeBytes { bytes in
      for row in range {
        let first = row * columns
        let out = destination + (row - range.lowerBound) * columns
        switch elementType {
        case .float32:
          for i in 0..<columns {
            out[i] = bytes.loadUnaligned(fromByteOffset: (first + i) * 4, as: Float.self)
          }
        case .float16:
          for i in 0..<columns {
            out[i] = Tensor.float(half: bytes.loadUnaligned(fromByteOffset: (first + i) * 2, as: UInt16.self))
          }
        case .bfloat16:
          for i in 0..<columns {
            let bits = bytes.loadUnaligned(fromByteOffset: (first + i) * 2, as: UInt16.self)
            out[i] = Float(bitPattern: UInt32(bits) << 16)
          }
        case .int8:
          let multiplier = 1 / scales[row]
          for i in 0..<columns {
            out[i] = Float(bytes.loadUnaligned(fromByteOffset: first + i, as: Int8.self)) * multiplier
          }
        case .int16:
          let multiplier = 1 / scales[0]
          for i in 0..<columns {
            let value = bytes.loadUnaligned(fromByteOffset: (first + i) * 2, as: Int16.self)
            out[i] = Float(value) * multiplier
          }
        case .int32:
          for i in 0..<columns {
            out[i] = Float(bytes.loadUnaligned(fromByteOffset: (first + i) * 4, as: Int32.self))
          }
        }
      }
    }
  }

  /// All elements as reals, row-major.
  package func floats() -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = buffer.baseAddress { readRows(0..<(shape.isEmpty ? 1 : rows), into: base) }
      initialized = count
    }
  }

  /// A bias [outputs] with zeros up to the end of the last panel.
  func paddedToPanels(outputs: Int) throws(InferenceError) -> AlignedBuffer<Float> {
    let padded = try AlignedBuffer<Float>(count: dk_panels(outputs) * Int(DK_PANEL))
    readRows(0..<outputs, into: padded.pointer)
    return padded
  }

  private func unpackRows(_ range: Range<Int>, into destination: UnsafeMutablePointer<Float>) {
    guard let packed = PackedMatrix(borrowing: self) else { return }
    for row in range {
      packed.unpackRow(row, multiplier: 1, into: destination + (row - range.lowerBound) * columns)
    }
  }

  /// IEEE half precision to single; x86-64 has no Float16 in Swift.
  private static func float(half bits: UInt16) -> Float {
    let sign = UInt32(bits & 0x8000) << 16
    let exponent = UInt32(bits >> 10) & 0x1f
    let fraction = UInt32(bits & 0x3ff)
    switch exponent {
    case 0:
      let magnitude = Float(fraction) * 0x1p-24
      return sign == 0 ? magnitude : -magnitude
    case 31:
      return Float(bitPattern: sign | 0x7f80_0000 | fraction << 13)
    default:
      return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }
}
