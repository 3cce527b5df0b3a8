import Foundation

/// Reads a file's bytes from front to back, little-endian and packed; never past the end.
///
/// Every read says what it reads, so that its error can name the file, the field and the byte.
/// The bytes are not copied: what `bytes` gives out are slices.
package struct ByteReader {
  package let file: String
  private let data: Data
  /// Bytes read so far.
  package private(set) var offset = 0

  package init(data: Data, file: String) {
    self.data = data
    self.file = file
  }

  package var size: Int { data.count }
  package var remaining: Int { data.count - offset }

  package mutating func uint8(_ field: @autoclosure () -> String) throws -> UInt8 {
    try integer(field())
  }

  package mutating func uint16(_ field: @autoclosure () -> String) throws -> UInt16 {
    try integer(field())
  }

  package mutating func uint32(_ field: @autoclosure () -> String) throws -> UInt32 {
    try integer(field())
  }

  package mutating func uint64(_ field: @autoclosure () -> String) throws -> UInt64 {
    try integer(field())
  }

  /// The next `count` bytes.
  package mutating func bytes(_ count: Int, _ field: @autoclosure () -> String) throws -> Data {
    guard count >= 0, count <= remaining else {
      throw error(
        .truncated, field(), "\(count) bytes are announced, \(remaining) are left")
    }
    let start = data.startIndex + offset
    offset += count
    return data[start..<(start + count)]
  }

  /// How many records of at least `minimumSize` bytes follow; a count that the rest of the file
  /// cannot hold is refused before anything is made for it.
  package mutating func count(
    minimumSize: Int, _ field: @autoclosure () -> String
  ) throws -> Int {
    let start = offset
    let count = Int(try uint32(field()))
    guard count <= remaining / minimumSize else {
      throw ModelFormatError(
        .invalid, file: file, field: field(), offset: start,
        reason: "\(count) are announced, the \(remaining) bytes left cannot hold them")
    }
    return count
  }

  /// An error at the place where the next read would begin, or at `offset`.
  package func error(
    _ kind: ModelFormatError.Kind, _ field: String, at offset: Int? = nil, _ reason: String
  ) -> ModelFormatError {
    ModelFormatError(kind, file: file, field: field, offset: offset ?? self.offset, reason: reason)
  }

  private mutating func integer<Value: FixedWidthInteger>(
    _ field: @autoclosure () -> String
  ) throws -> Value {
    let width = MemoryLayout<Value>.size
    guard remaining >= width else {
      throw error(.truncated, field(), "\(width) bytes are needed, \(remaining) are left")
    }
    let position = offset
    offset += width
    return data.withUnsafeBytes {
      Value(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Value.self))
    }
  }
}
