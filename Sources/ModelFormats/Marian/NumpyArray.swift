import Foundation

/// One `.npy` file: a header that is a Python dictionary, then the elements.
package struct NumpyArray: Sendable {
  package let shape: [Int]
  /// Such as `<f4`.
  package let type: String
  /// Column by column, as Fortran stores.
  package let isTransposed: Bool
  package let data: Data

  static let maximumHeaderSize = 1 << 16
  private static let signature = Data([0x93]) + Data("NUMPY".utf8)

  /// - Parameter name: the array's name, for errors.
  package init(data: Data, name: String, file: String) throws {
    var reader = ByteReader(data: data, file: file)
    guard try reader.bytes(6, name) == Self.signature else {
      throw reader.error(.invalid, name, at: 0, "not a NumPy array")
    }
    let version = try reader.uint8("\(name) version")
    _ = try reader.uint8("\(name) version")
    guard (1...3).contains(version) else {
      throw reader.error(.unsupported, "\(name) version", at: 6, "\(version) is not one of 1 to 3")
    }
    let start = reader.offset
    let length =
      version == 1 ? Int(try reader.uint16("\(name) header")) : Int(try reader.uint32("\(name) header"))
    guard length <= Self.maximumHeaderSize else {
      throw reader.error(.tooLarge, "\(name) header", at: start, "\(length) bytes")
    }
    let headerStart = reader.offset
    let header = try reader.bytes(length, "\(name) header")
    var dictionary = NumpyHeader(bytes: [UInt8](header))
    guard dictionary.parse(), let type = dictionary.type, let shape = dictionary.shape,
      let isTransposed = dictionary.isTransposed
    else {
      throw reader.error(
        .invalid, "\(name) header", at: headerStart + dictionary.index,
        "not a dictionary of descr, fortran_order and shape")
    }
    guard shape.count <= MarianFile.maximumRank, let width = Self.width(type) else {
      throw reader.error(
        .unsupported, name, at: headerStart, "\(shape.count) dimensions of \(type) are no weights")
    }
    // An empty array has no use here, so every dimension is at least 1.
    guard let count = MarianTensor.count(shape), count <= reader.remaining / width,
      count * width == reader.remaining
    else {
      throw reader.error(
        .invalid, name, "\(reader.remaining) bytes are not \(shape) elements of \(width) bytes")
    }
    self.type = type
    self.shape = shape
    self.isTransposed = isTransposed && shape.count > 1
    self.data = try reader.bytes(count * width, name)
  }

  /// Bytes of one element; nil for big-endian numbers and for what is no number.
  private static func width(_ type: String) -> Int? {
    let characters = Array(type.utf8)
    guard characters.count == 3, "<|=".utf8.contains(characters[0]), "fiub".utf8.contains(characters[1])
    else {
      return nil
    }
    switch characters[2] {
    case UInt8(ascii: "1"): return 1
    case UInt8(ascii: "2"): return 2
    case UInt8(ascii: "4"): return 4
    case UInt8(ascii: "8"): return 8
    default: return nil
    }
  }
}
