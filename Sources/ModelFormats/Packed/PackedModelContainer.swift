import Foundation
import Inference

/// The sections of a packed model file, each verified.
struct PackedModelContainer {
  private let file: String
  private let data: Data
  private let verifies: Bool
  private let table: [PackedModelLayout.Section: (range: Range<Int>, checksum: UInt64)]

  /// - Parameter data: the whole file, from index 0.
  init(_ data: Data, file: String, verifies: Bool) throws {
    self.file = file
    self.data = data
    self.verifies = verifies
    table = try Self.table(data, file: file, verifies: verifies)
  }

  func section(_ section: PackedModelLayout.Section) throws -> Data {
    guard let data = try optionalSection(section) else {
      throw ModelFormatError(.missing, file: file, field: section.name, reason: "the file does not have it")
    }
    return data
  }

  /// A slice of the mapped file.
  func optionalSection(_ section: PackedModelLayout.Section) throws -> Data? {
    guard let (range, checksum) = table[section] else { return nil }
    let bytes = data[range]
    guard verifies else { return bytes }
    // Verifying touched every page; the system keeps them at hand, and this process takes those that it needs.
    defer { bytes.releaseMappedPages() }
    guard Checksum.of(bytes) == checksum else {
      throw ModelFormatError(
        .invalid, file: file, field: section.name, offset: range.lowerBound,
        reason: "the checksum differs: the file is damaged; install or convert the model again")
    }
    return bytes
  }

  private static func table(
    _ data: Data, file: String, verifies: Bool
  ) throws -> [PackedModelLayout.Section: (range: Range<Int>, checksum: UInt64)] {
    var reader = ByteReader(data: data, file: file)
    guard try reader.bytes(8, "magic").elementsEqual(PackedModelLayout.magic) else {
      throw reader.error(.invalid, "magic", at: 0, "not a packed model file")
    }
    let version = try reader.uint32("version")
    guard version == PackedModelLayout.version else {
      throw reader.error(
        .unsupported, "version", at: 8,
        "version \(version), this program reads \(PackedModelLayout.version): install or convert the model again"
      )
    }
    let layout = try reader.uint32("panel layout")
    guard layout == PackedMatrix.layout else {
      throw reader.error(
        .unsupported, "panel layout", at: 12,
        "layout \(layout), this program reads \(PackedMatrix.layout): install or convert the model again")
    }
    let size = try reader.uint64("file size")
    let count = Int(try reader.uint32("number of sections"))
    _ = try reader.uint32("header")
    let tableChecksum = try reader.uint64("section table's checksum")
    let headerChecksum = try reader.uint64("header's checksum")
    guard !verifies || Checksum.of(data.prefix(40)) == headerChecksum else {
      throw reader.error(.invalid, "header", at: 0, "the checksum differs: the file is damaged")
    }
    guard size == UInt64(data.count) else {
      throw reader.error(
        size > UInt64(data.count) ? .truncated : .invalid, "file size", at: 16,
        "\(size) bytes are announced, the file has \(data.count)")
    }
    guard count <= PackedModelLayout.Section.allCases.count else {
      throw reader.error(.invalid, "number of sections", at: 24, "\(count) are too many")
    }
    let entries = try reader.bytes(count * PackedModelLayout.sectionEntrySize, "section table")
    guard !verifies || Checksum.of(entries) == tableChecksum else {
      throw reader.error(
        .invalid, "section table", at: PackedModelLayout.headerSize,
        "the checksum differs: the file is damaged")
    }
    return try sections(entries, count: count, end: data.count, file: file)
  }

  private static func sections(
    _ entries: Data, count: Int, end: Int, file: String
  ) throws -> [PackedModelLayout.Section: (range: Range<Int>, checksum: UInt64)] {
    var reader = ByteReader(data: entries, file: file)
    var table: [PackedModelLayout.Section: (range: Range<Int>, checksum: UInt64)] = [:]
    for index in 0..<count {
      let field = "section table, entry \(index)"
      let place = PackedModelLayout.headerSize + reader.offset
      let code = try reader.uint32(field)
      _ = try reader.uint32(field)
      let (offset, size) = (try reader.uint64(field), try reader.uint64(field))
      let checksum = try reader.uint64(field)
      guard let section = PackedModelLayout.Section(rawValue: code), table[section] == nil else {
        throw reader.error(.invalid, field, at: place, "kind \(code) is not known, or there twice")
      }
      guard offset % UInt64(PackedModelLayout.alignment) == 0, size <= UInt64(end),
        offset <= UInt64(end) - size
      else {
        throw reader.error(.invalid, field, at: place, "bytes \(offset) and \(size) on are not in the file")
      }
      table[section] = (Int(offset)..<Int(offset + size), checksum)
    }
    return table
  }
}
