import Foundation

/// A weight as its file holds it, in little-endian elements.
///
/// `data` may be a slice of a memory-mapped file; in row order it need not be aligned.
public struct Tensor: Sendable {
  public enum ElementType: Sendable {
    case float32, float16, bfloat16, int8, int16, int32

    /// Bytes of one element.
    public var size: Int {
      switch self {
      case .float32, .int32: 4
      case .float16, .bfloat16, .int16: 2
      case .int8: 1
      }
    }
  }

  /// How the elements of a matrix follow one another.
  public enum Order: Sendable {
    /// Row by row.
    case rows
    /// In the panels that the kernels read, with all that belongs to them: see `PackedMatrix`. int8 and
    /// float32 only.
    case panels
  }

  /// Dimensions, slowest first; empty for a scalar.
  public let shape: [Int]
  public let elementType: ElementType
  public let order: Order
  public let data: Data
  /// What the integers of a quantised tensor in row order are divided by: one for each row (int8),
  /// one in all (int16), none for floats.
  public let scales: [Float]
  /// Whether `data` lies in a file mapped read-only, whose pages may be dropped and read again.
  public let isFileMapped: Bool

  public init(
    shape: [Int], elementType: ElementType, order: Order = .rows, data: Data, scales: [Float] = [],
    isFileMapped: Bool = false
  ) {
    self.shape = shape
    self.elementType = elementType
    self.order = order
    self.data = data
    self.scales = scales
    self.isFileMapped = isFileMapped
  }

  /// The number of elements.
  public var count: Int { shape.reduce(1, *) }
  /// The first dimension; 1 for a scalar.
  public var rows: Int { shape.first ?? 1 }
  /// Elements in one row.
  public var columns: Int { shape.dropFirst().reduce(1, *) }
}
