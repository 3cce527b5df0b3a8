import Foundation

#if canImport(Inference)
  import Inference
#endif

/// One array of a weights file, as stored: little-endian, row-major.
package struct StoredArray: Sendable {
  package enum ElementType: String, Sendable, CaseIterable {
    case float64, float32, float16, bfloat16, int64, int32, int16, int8, uint64, uint32, uint16, uint8, bool

    /// Bytes of one element.
    package var size: Int {
      switch self {
      case .float64, .int64, .uint64: 8
      case .float32, .int32, .uint32: 4
      case .float16, .bfloat16, .int16, .uint16: 2
      case .int8, .uint8, .bool: 1
      }
    }

    /// What the engine calls it; nil for what is no weight.
    package var weightType: Tensor.ElementType? {
      switch self {
      case .float32: .float32
      case .float16: .float16
      case .bfloat16: .bfloat16
      default: nil
      }
    }
  }

  /// The path of the file that holds it.
  package let file: String
  package let name: String
  package let shape: [Int]
  package let elementType: ElementType
  /// A slice of the file.
  package let data: Data
  /// Where the data begins in the file.
  package let offset: Int
  /// Whether `data` lies in a mapped file.
  package let isMapped: Bool

  /// Real files have at most 4 dimensions.
  static let maximumRank = 8

  /// The bytes that such an array takes; nil where that does not fit 64 bits.
  static func byteCount(_ shape: [Int], _ type: ElementType) -> Int? {
    var count = type.size
    for dimension in shape {
      let (product, overflows) = count.multipliedReportingOverflow(by: dimension)
      if overflows || dimension < 0 { return nil }
      count = product
    }
    return count
  }

  func error(_ reason: String) -> ModelFormatError { error(.invalid, reason) }

  func error(_ kind: ModelFormatError.Kind, _ reason: String) -> ModelFormatError {
    ModelFormatError(kind, file: file, field: name, offset: offset, reason: reason)
  }
}
