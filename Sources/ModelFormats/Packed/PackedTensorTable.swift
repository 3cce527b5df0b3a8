import Foundation
import Inference

/// Where each weight lies in the weights section: u32 count, then for each u16 length and UTF-8 of its name,
/// u8 type, u8 rank, u32 dimensions, u64 offset in the section, u64 bytes.
struct PackedTensorTable {
  /// How a tensor lies in the file. The raw values are the file's codes.
  enum Form: UInt8 {
    case float32 = 0
    case int8Panels = 1
    case float32Panels = 2
    /// Rows of integers; the factors that make them reals are the tensor `<name>/scale`.
    case int8Rows = 3
  }

  struct Entry {
    var name: String
    var form: Form
    var shape: [Int]
    /// From the start of the weights section.
    var offset: Int
    var size: Int
  }

  var entries: [Entry] = []

  static let maximumRank = 2
  /// Far above any vocabulary, and far below what overflows.
  private static let maximumDimension = 1 << 24
  /// The smallest entry: an empty name and a scalar.
  private static let minimumEntrySize = 2 + 1 + 1 + 8 + 8

  init() {}

  /// - Parameter weightsSize: bytes of the section that the entries lie in.
  init(_ data: Data, file: String, weightsSize: Int) throws {
    var reader = ByteReader(data: data, file: file)
    let count = try reader.count(minimumSize: Self.minimumEntrySize, "tensor table, number of tensors")
    entries.reserveCapacity(count)
    for index in 0..<count {
      entries.append(try Self.entry(index, &reader, weightsSize))
    }
    guard reader.remaining == 0 else {
      throw reader.error(.invalid, "tensor table", "\(reader.remaining) bytes follow the last tensor")
    }
  }

  private static func entry(_ index: Int, _ reader: inout ByteReader, _ weightsSize: Int) throws -> Entry {
    let field = "tensor table, tensor \(index)"
    let start = reader.offset
    let length = Int(try reader.uint16(field))
    let name = String(decoding: try reader.bytes(length, field), as: UTF8.self)
    let code = try reader.uint8(field)
    guard let form = Form(rawValue: code) else {
      throw reader.error(.invalid, "\(field) (\(name))", at: start, "form \(code) is not known")
    }
    let rank = Int(try reader.uint8(field))
    guard rank <= maximumRank else {
      throw reader.error(.invalid, "\(field) (\(name))", at: start, "rank \(rank) is above \(maximumRank)")
    }
    var shape: [Int] = []
    for _ in 0..<rank { shape.append(Int(try reader.uint32(field))) }
    guard shape.allSatisfy({ $0 <= maximumDimension }) else {
      throw reader.error(
        .tooLarge, "\(field) (\(name))", at: start, "\(shape) has a dimension above \(maximumDimension)")
    }
    let offset = try reader.uint64(field)
    let size = try reader.uint64(field)
    guard offset % UInt64(PackedModelLayout.alignment) == 0, size <= UInt64(weightsSize),
      offset <= UInt64(weightsSize) - size
    else {
      throw reader.error(
        .invalid, "\(field) (\(name))", at: start,
        "bytes \(offset) and \(size) on do not lie in the \(weightsSize) bytes of weights")
    }
    return Entry(name: name, form: form, shape: shape, offset: Int(offset), size: Int(size))
  }

  var bytes: Data {
    var writer = ByteWriter()
    writer.append(UInt32(entries.count))
    for entry in entries {
      writer.append(UInt16(entry.name.utf8.count))
      writer.data.append(contentsOf: entry.name.utf8)
      writer.append(entry.form.rawValue)
      writer.append(UInt8(entry.shape.count))
      for dimension in entry.shape { writer.append(UInt32(dimension)) }
      writer.append(UInt64(entry.offset))
      writer.append(UInt64(entry.size))
    }
    return writer.data
  }
}
