import Foundation

#if canImport(Inference)
  import Inference
#endif

/// One array of a CTranslate2 file, as stored.
package struct CTranslate2Variable: Sendable {
  /// The name it is stored under, normalised; aliases of a variable keep it.
  package let name: String
  package let shape: [Int]
  package let elementType: Tensor.ElementType
  /// A slice of the file.
  package let data: Data
  /// Where the data begins in the file.
  package let offset: Int

  package var isScalar: Bool { shape.isEmpty }
  package var isFloat: Bool {
    switch elementType {
    case .float32, .float16, .bfloat16: true
    case .int8, .int16, .int32: false
    }
  }

  /// The number of elements. It was checked against the data's size, so it cannot overflow.
  package var count: Int { shape.reduce(1, *) }

  /// The elements as integers; nil for floats.
  package var integers: [Int]? {
    switch elementType {
    case .int8: map(Int8.self) { Int($0) }
    case .int16: map(Int16.self) { Int($0) }
    case .int32: map(Int32.self) { Int($0) }
    case .float32, .float16, .bfloat16: nil
    }
  }

  /// The elements as float32; nil for integers.
  package var floats: [Float]? {
    switch elementType {
    case .float32: map(UInt32.self) { Float(bitPattern: $0) }
    case .bfloat16: map(UInt16.self) { Float(bitPattern: UInt32($0) << 16) }
    case .float16: map(UInt16.self, Self.widen)
    case .int8, .int16, .int32: nil
    }
  }

  /// The bytes of an int8 vector as text.
  package var text: String? {
    elementType == .int8 ? String(decoding: data, as: UTF8.self) : nil
  }

  private func map<Stored: FixedWidthInteger, Result>(
    _: Stored.Type, _ transform: (Stored) -> Result
  ) -> [Result] {
    let width = MemoryLayout<Stored>.size
    return data.withUnsafeBytes { bytes in
      (0..<bytes.count / width).map {
        transform(
          Stored(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * width, as: Stored.self)))
      }
    }
  }

  /// IEEE half to single precision, without the hardware type, which not every platform has.
  private static func widen(_ half: UInt16) -> Float {
    let sign: Float = half & 0x8000 == 0 ? 1 : -1
    let exponent = Int(half >> 10 & 0x1F)
    let fraction = Float(half & 0x3FF)
    switch exponent {
    case 0: return sign * Float(sign: .plus, exponent: -24, significand: fraction)
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default: return sign * Float(sign: .plus, exponent: exponent - 25, significand: 1024 + fraction)
    }
  }
}
