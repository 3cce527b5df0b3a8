import Foundation

#if canImport(Inference)
  import Inference
#endif

/// The container `model.bin` of CTranslate2, binary versions 1 to 6: named arrays and aliases.
///
/// All numbers are little-endian and packed. Sizes are checked before they are used, and arrays stay
/// slices of the file: reading costs memory for the names only.
package struct CTranslate2File: Sendable {
  package let file: String
  /// Whether the bytes are a mapped file's.
  package let isMapped: Bool
  package let version: Int
  /// The name of the model's specification, empty in version 1.
  package let specification: String
  package let revision: Int
  /// By normalised name, aliases included.
  package private(set) var variables: [String: CTranslate2Variable] = [:]
  /// Aliases whose variable the file does not hold.
  package private(set) var danglingAliases: [String: String] = [:]
  /// The names in the file's order, without aliases.
  package private(set) var names: [String] = []

  package static let newestVersion = 6
  /// Real files have at most 4 dimensions.
  static let maximumRank = 8
  static let maximumNameLength = 1024

  /// - Throws: `ModelFormatError` naming the variable and the byte for whatever is wrong.
  package init(data: Data, file: String, isMapped: Bool = false) throws {
    var reader = ByteReader(data: data, file: file)
    self.file = file
    self.isMapped = isMapped
    let version = try reader.uint32("binary version")
    guard (1...UInt32(Self.newestVersion)).contains(version) else {
      throw reader.error(
        version < 1 || version > 1000 ? .invalid : .unsupported, "binary version", at: 0,
        "\(version) is not one of 1 to \(Self.newestVersion)")
    }
    self.version = Int(version)

    if version >= 2 {
      specification = try Self.string(&reader, "specification", mayBeEmpty: true)
      revision = Int(try reader.uint32("specification revision"))
    } else {
      specification = ""
      revision = 1
    }

    // A variable takes at least its name (2 + 2), rank, element type and count.
    let count = try reader.count(minimumSize: 10, "number of variables")
    for index in 0..<count {
      let start = reader.offset
      let variable = try readVariable(&reader, index: index)
      guard variables.updateValue(variable, forKey: variable.name) == nil else {
        throw reader.error(.invalid, variable.name, at: start, "the name comes twice")
      }
      names.append(variable.name)
    }
    if version >= 3 { try readAliases(&reader) }
    guard reader.remaining == 0 else {
      throw reader.error(
        .invalid, "end of file", "\(reader.remaining) bytes follow the last record")
    }
  }

  private func readVariable(
    _ reader: inout ByteReader, index: Int
  ) throws -> CTranslate2Variable {
    let stored = try Self.string(&reader, "name of variable \(index)")
    let name = revision == 1 ? Self.currentName(ofRevision1: stored) : stored
    let rankOffset = reader.offset
    let rank = Int(try reader.uint8("\(name) rank"))
    guard rank <= Self.maximumRank else {
      throw reader.error(
        .invalid, "\(name) rank", at: rankOffset, "\(rank) is more than \(Self.maximumRank)")
    }
    var shape: [Int] = []
    for dimension in 0..<rank {
      shape.append(Int(try reader.uint32("\(name) dimension \(dimension)")))
    }

    let typeOffset = reader.offset
    let code = try reader.uint8("\(name) element type")
    let type = version >= 4 ? Self.elementType(code: code) : Self.elementType(width: code)
    guard let type else {
      throw reader.error(
        .invalid, "\(name) element type", at: typeOffset, "\(code) stands for no type")
    }

    let sizeOffset = reader.offset
    let announced = Int(try reader.uint32("\(name) size"))
    let size = version >= 4 ? announced : announced * type.size
    guard let expected = Self.byteCount(shape, type), expected == size else {
      throw reader.error(
        .invalid, "\(name) size", at: sizeOffset,
        "\(size) bytes cannot be \(shape) elements of \(type.size) bytes")
    }
    let dataOffset = reader.offset
    let data = try reader.bytes(size, "\(name) data")
    return CTranslate2Variable(
      name: name, shape: shape, elementType: type, data: data, offset: dataOffset)
  }

  private mutating func readAliases(_ reader: inout ByteReader) throws {
    let count = try reader.count(minimumSize: 8, "number of aliases")
    for index in 0..<count {
      let start = reader.offset
      let alias = try Self.string(&reader, "alias \(index)")
      let target = try Self.string(&reader, "variable of alias \(alias)")
      guard variables[alias] == nil, danglingAliases[alias] == nil else {
        throw reader.error(.invalid, alias, at: start, "the alias has the name of another variable")
      }
      guard let variable = variables[target] else {
        // Readers before this one skip these; whether it matters shows when the name is looked up.
        danglingAliases[alias] = target
        continue
      }
      variables[alias] = variable
      // A quantised matrix brings its scales along.
      for suffix in ["_scale", "_zero"] where variables[alias + suffix] == nil {
        variables[alias + suffix] = variables[target + suffix]
      }
    }
  }

  /// u16 length with the closing NUL counted, bytes, NUL.
  private static func string(
    _ reader: inout ByteReader, _ field: String, mayBeEmpty: Bool = false
  ) throws -> String {
    let start = reader.offset
    let length = Int(try reader.uint16("length of \(field)"))
    guard length > (mayBeEmpty ? 0 : 1), length <= maximumNameLength else {
      throw reader.error(
        .invalid, "length of \(field)", at: start, "\(length) bytes cannot be a name")
    }
    let bytes = try reader.bytes(length, field)
    guard bytes.last == 0, !bytes.dropLast().contains(0),
      let text = String(validating: bytes.dropLast(), as: UTF8.self)
    else {
      throw reader.error(.invalid, field, at: start + 2, "not a NUL-terminated UTF-8 string")
    }
    return text
  }

  private static func elementType(code: UInt8) -> Tensor.ElementType? {
    let types: [Tensor.ElementType] = [.float32, .int8, .int16, .int32, .float16, .bfloat16]
    return Int(code) < types.count ? types[Int(code)] : nil
  }

  /// Before version 4 only the width is stored, and each width had one type.
  private static func elementType(width: UInt8) -> Tensor.ElementType? {
    switch width {
    case 4: .float32
    case 2: .int16
    case 1: .int8
    default: nil
    }
  }

  /// nil when the product overflows, and for an empty matrix: only a vector may be empty.
  private static func byteCount(_ shape: [Int], _ type: Tensor.ElementType) -> Int? {
    if shape.count > 1 && shape.contains(0) { return nil }
    var count = type.size
    for dimension in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      if overflow { return nil }
      count = product
    }
    return count
  }
}
