import Foundation

/// The container `model.safetensors`: a header in JSON, then the arrays end to end.
///
/// The header is believed only where the bytes bear it out: every array's range is its shape's size, and
/// together they cover the data without gaps or overlaps. Arrays stay slices of the file.
package struct SafetensorsFile: Sendable {
  /// By name.
  package let arrays: [String: StoredArray]

  /// What the format allows.
  static let maximumHeaderSize = 100_000_000

  private static let elementTypes: [String: StoredArray.ElementType] = [
    "F64": .float64, "F32": .float32, "F16": .float16, "BF16": .bfloat16, "I64": .int64, "I32": .int32,
    "I16": .int16, "I8": .int8, "U64": .uint64, "U32": .uint32, "U16": .uint16, "U8": .uint8, "BOOL": .bool,
  ]

  /// - Throws: `ModelFormatError` naming the array and the byte for whatever is wrong.
  package init(data: Data, file: String, isMapped: Bool = false) throws {
    var reader = ByteReader(data: data, file: file)
    let headerSize = try reader.size64("header size")
    guard headerSize <= Self.maximumHeaderSize else {
      throw reader.error(
        .tooLarge, "header size", at: 0, "\(headerSize) bytes, at most \(Self.maximumHeaderSize) are read")
    }
    let headerOffset = reader.offset
    let header = try reader.bytes(headerSize, "header")
    guard header.first == UInt8(ascii: "{") else {
      throw reader.error(.invalid, "header", at: headerOffset, "does not begin with {")
    }
    let entries = try Self.entries(header, file: file, base: headerOffset)
    try Self.checkCover(entries, bytes: reader.remaining, file: file)

    let start = reader.offset
    var arrays: [String: StoredArray] = [:]
    arrays.reserveCapacity(entries.count)
    for entry in entries {
      let array = StoredArray(
        file: file, name: entry.name, shape: entry.shape, elementType: entry.elementType,
        data: try reader.bytes(entry.range.count, entry.name), offset: start + entry.range.lowerBound,
        isMapped: isMapped)
      guard arrays.updateValue(array, forKey: entry.name) == nil else {
        throw reader.error(.invalid, entry.name, at: entry.offset, "the name comes twice")
      }
    }
    self.arrays = arrays
  }

  private struct Entry {
    var name: String
    /// Of its description in the file.
    var offset: Int
    var elementType: StoredArray.ElementType
    var shape: [Int]
    /// Of its bytes behind the header.
    var range: Range<Int>
  }

  /// The header's entries in the order of their bytes.
  private static func entries(_ header: Data, file: String, base: Int) throws -> [Entry] {
    var entries: [Entry] = []
    var scanner = JSONScanner(header)
    do {
      try scanner.object { scanner, name in
        if name == "__metadata__" { return try scanner.skipValue() }
        entries.append(try entry(name, &scanner, file: file, base: base))
      }
      try scanner.finish("the header")
    } catch let fault as JSONScanner.Fault {
      throw ModelFormatError(fault, file: file, field: "header", base: base, "not the JSON of a header")
    }
    // Empty arrays stand before the one that begins where they do.
    return entries.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  private static func entry(
    _ name: String, _ scanner: inout JSONScanner, file: String, base: Int
  ) throws -> Entry {
    let offset = base + scanner.offset
    func refusal(_ kind: ModelFormatError.Kind, _ reason: String) -> ModelFormatError {
      ModelFormatError(kind, file: file, field: name, offset: offset, reason: reason)
    }
    var typeName: String?
    var shape: [Int]?
    var offsets: [Int]?
    try scanner.object { scanner, key in
      switch key {
      case "dtype": typeName = try scanner.string()
      case "shape": shape = try integers(&scanner, limit: StoredArray.maximumRank)
      case "data_offsets": offsets = try integers(&scanner, limit: 2)
      default: throw refusal(.invalid, "an array has no \(key)")
      }
    }
    guard let typeName, let shape, let offsets, offsets.count == 2 else {
      throw refusal(.missing, "dtype, shape and two data_offsets are needed")
    }
    guard let type = elementTypes[typeName] else {
      throw refusal(.unsupported, "\(typeName) is no type that is read")
    }
    guard offsets[0] >= 0, offsets[1] >= offsets[0],
      StoredArray.byteCount(shape, type) == offsets[1] - offsets[0]
    else {
      throw refusal(
        .invalid, "bytes \(offsets[0]) to \(offsets[1]) cannot be \(shape) elements of \(type.size) bytes")
    }
    return Entry(
      name: name, offset: offset, elementType: type, shape: shape, range: offsets[0]..<offsets[1])
  }

  private static func integers(_ scanner: inout JSONScanner, limit: Int) throws -> [Int] {
    var values: [Int] = []
    try scanner.array { scanner in
      guard values.count < limit else { throw scanner.fault("more than \(limit) numbers") }
      values.append(try scanner.integer())
    }
    return values
  }

  /// Each array begins where the one before it ends, and the last ends with the file.
  private static func checkCover(_ entries: [Entry], bytes: Int, file: String) throws {
    var end = 0
    for entry in entries {
      guard entry.range.lowerBound == end else {
        let what = entry.range.lowerBound < end ? "overlaps" : "leaves a gap after"
        throw ModelFormatError(
          .invalid, file: file, field: entry.name, offset: entry.offset,
          reason: "begins at byte \(entry.range.lowerBound) of the data and \(what) the array before it")
      }
      end = entry.range.upperBound
      guard end <= bytes else {
        throw ModelFormatError(
          .truncated, file: file, field: entry.name, offset: entry.offset,
          reason: "ends at byte \(end) of the data, which has \(bytes)")
      }
    }
    guard end == bytes else {
      throw ModelFormatError(
        .invalid, file: file, field: "end of file", offset: nil,
        reason: "\(bytes - end) bytes belong to no array")
    }
  }
}
