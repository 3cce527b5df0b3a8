import Foundation

#if canImport(Inference)
  import Inference
#endif

/// One array of a Marian file, as stored.
package struct MarianTensor: Sendable {
  package enum Content: Sendable, Equatable {
    case float32, float16
    /// Quantised by one multiplier for the whole array, which stands behind the elements.
    case intgemm8(multiplier: Float)
    case intgemm16(multiplier: Float)
    /// The bytes of a text.
    case bytes
    /// Something that no weight of a transformer is made of.
    case other(String)
  }

  package let name: String
  /// As the network means it: weights are [inputs, outputs], whatever the order of the bytes.
  package let shape: [Int]
  package let content: Content
  /// The elements alone; a slice of the file, or of what an archive unpacked to.
  package let data: Data
  /// Whether the elements stand column by column.
  package let isTransposed: Bool
  /// Where the data begins in the file; nil for a member of an archive.
  package let offset: Int?

  /// The number of elements. It was checked against the data's size, so it cannot overflow.
  package var count: Int { shape.reduce(1, *) }
}

extension MarianTensor {
  /// The product; nil when it overflows or when a dimension is not positive.
  static func count(_ shape: [Int]) -> Int? {
    var count = 1
    for dimension in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      if overflow || dimension <= 0 { return nil }
      count = product
    }
    return count
  }

  /// The elements' type for the engine and what they are divided by; nil for what is no weight.
  var weight: (type: Tensor.ElementType, multiplier: Float?)? {
    switch content {
    case .float32: (.float32, nil)
    case .float16: (.float16, nil)
    case .intgemm8(let multiplier): (.int8, multiplier)
    case .intgemm16(let multiplier): (.int16, multiplier)
    case .bytes, .other: nil
    }
  }
}
