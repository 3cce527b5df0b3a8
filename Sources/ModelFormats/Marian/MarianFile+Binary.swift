import Foundation

/// The container `.bin`: headers, names, shapes, padding to 256 bytes, arrays, each list in the same order.
extension MarianFile {
  static let binaryVersion = 1
  /// Name length, type, rank and data length, 64 bits each.
  static let binaryHeaderSize = 32
  /// Many times what the deepest models have.
  static let maximumItems = 1 << 16

  private struct Header {
    var nameLength: Int
    var type: UInt64
    var rank: Int
    var size: Int
  }

  package init(binary data: Data, file: String, isMapped: Bool = false) throws {
    self.init(file: file, isMapped: isMapped)
    var reader = ByteReader(data: data, file: file)
    let version = try reader.size("version")
    guard version == Self.binaryVersion else {
      throw reader.error(
        .unsupported, "version", at: 0, "\(version) is not \(Self.binaryVersion), the one that is known")
    }
    let count = try reader.size("number of items")
    guard count <= reader.remaining / Self.binaryHeaderSize, count <= Self.maximumItems else {
      throw reader.error(
        .invalid, "number of items", at: 8,
        "\(count) are announced, the \(reader.remaining) bytes left cannot hold them")
    }
    var headers: [Header] = []
    headers.reserveCapacity(count)
    for index in 0..<count { headers.append(try Self.header(&reader, index)) }
    var names: [String] = []
    names.reserveCapacity(count)
    for (index, header) in headers.enumerated() {
      names.append(try Self.name(&reader, index, header.nameLength))
    }
    var shapes: [[Int]] = []
    shapes.reserveCapacity(count)
    for (name, header) in zip(names, headers) {
      shapes.append(
        try (0..<header.rank).map { Int(Int32(bitPattern: try reader.uint32("\(name) dimension \($0)"))) })
    }
    _ = try reader.bytes(try reader.size("offset of the data"), "padding before the data")
    for index in 0..<count {
      try add(Self.tensor(&reader, names[index], shapes[index], headers[index]))
    }
    guard reader.remaining == 0 else {
      throw reader.error(.invalid, "end of file", "\(reader.remaining) bytes follow the last array")
    }
  }

  private static func header(_ reader: inout ByteReader, _ index: Int) throws -> Header {
    let start = reader.offset
    let header = Header(
      nameLength: try reader.size("name length of item \(index)"),
      type: UInt64(try reader.size("type of item \(index)")),
      rank: try reader.size("rank of item \(index)"), size: try reader.size("size of item \(index)"))
    guard (2...maximumNameLength).contains(header.nameLength) else {
      throw reader.error(
        .invalid, "name length of item \(index)", at: start, "\(header.nameLength) bytes cannot be a name")
    }
    guard header.rank <= maximumRank else {
      throw reader.error(
        .invalid, "rank of item \(index)", at: start + 16, "\(header.rank) is more than \(maximumRank)")
    }
    return header
  }

  private static func name(_ reader: inout ByteReader, _ index: Int, _ length: Int) throws -> String {
    let start = reader.offset
    let bytes = try reader.bytes(length, "name of item \(index)")
    guard bytes.last == 0, !bytes.dropLast().contains(0),
      let name = String(validating: bytes.dropLast(), as: UTF8.self)
    else {
      throw reader.error(.invalid, "name of item \(index)", at: start, "not a NUL-terminated UTF-8 string")
    }
    return name
  }

  private static func tensor(
    _ reader: inout ByteReader, _ name: String, _ shape: [Int], _ header: Header
  ) throws -> MarianTensor {
    let start = reader.offset
    let type = try elementType(header.type) { reader.error(.unsupported, name, at: start, $0) }
    let data = try reader.bytes(header.size, "\(name) data")
    guard let count = MarianTensor.count(shape) else {
      throw reader.error(.invalid, name, at: start, "\(shape) is not a shape")
    }
    // Only what is known can be measured; the rest is refused when it is looked up.
    let (size, overflow) = count.multipliedReportingOverflow(by: type.width)
    guard !overflow, size <= data.count, data.count - size >= (type.isQuantised ? 4 : 0) else {
      throw reader.error(
        .invalid, name, at: start, "\(data.count) bytes cannot hold \(shape) elements of \(type.width) bytes")
    }
    let content = type.content {
      data.withUnsafeBytes {
        Float(bitPattern: UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: size, as: UInt32.self)))
      }
    }
    return MarianTensor(
      name: name, shape: shape, content: content, data: data.prefix(size),
      // Quantised weights are stored as they are multiplied; embeddings are looked up by row.
      isTransposed: type.isQuantised && shape.count == 2 && !name.hasSuffix("Wemb"), offset: start)
  }
}
