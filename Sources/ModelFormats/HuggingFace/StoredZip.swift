import Foundation

/// The directory of a zip archive whose members lie in it uncompressed, as torch writes them.
///
/// Only where members lie is read, in the zip format or its 64-bit extension: the members stay slices of the
/// file, which may be mapped. Archives in general are for libarchive.
package struct StoredZip {
  /// Where each member's bytes lie in the file.
  package let members: [String: Range<Int>]

  private static let directorySignature: UInt32 = 0x0201_4B50
  private static let memberSignature: UInt32 = 0x0403_4B50
  private static let endSignature: UInt32 = 0x0605_4B50
  private static let end64Signature: UInt32 = 0x0606_4B50
  private static let locator64Signature: UInt32 = 0x0706_4B50
  private static let endSize = 22
  private static let locatorSize = 20
  private static let entrySize = 46

  private let data: Data
  private let file: String

  /// - Throws: `ModelFormatError` naming the member and the byte for whatever is wrong.
  package init(data: Data, file: String) throws {
    self.data = data
    self.file = file
    members = try Self.read(data, file)
  }

  /// The bytes of a member.
  func member(_ name: String) -> Data? {
    members[name].map { data[(data.startIndex + $0.lowerBound)..<(data.startIndex + $0.upperBound)] }
  }

  private struct Directory {
    var offset: Int
    var size: Int
    var count: Int
  }

  private struct Entry {
    var name: String
    var size: Int
    var headerOffset: Int
  }

  private static func read(_ data: Data, _ file: String) throws -> [String: Range<Int>] {
    let directory = try directory(data, file)
    var reader = try ByteReader(
      data: data, file: file, from: directory.offset, to: directory.offset + directory.size, "zip directory")
    guard directory.count <= directory.size / entrySize else {
      throw reader.error(
        .invalid, "zip directory", "\(directory.count) members are announced, they cannot fit")
    }
    var members: [String: Range<Int>] = [:]
    for _ in 0..<directory.count {
      let start = reader.offset
      let entry = try entry(&reader)
      let range = try range(of: entry, data, file)
      guard members.updateValue(range, forKey: entry.name) == nil else {
        throw reader.error(.invalid, entry.name, at: start, "the name comes twice")
      }
    }
    try refuseOverlaps(members, file)
    return members
  }

  /// The end record stands last, before a comment of at most 65,535 bytes.
  private static func directory(_ data: Data, _ file: String) throws -> Directory {
    let missing = ModelFormatError(
      .truncated, file: file, field: "zip directory", reason: "the file has none")
    let last = data.count - endSize
    guard last >= 0 else { throw missing }
    for offset in stride(from: last, through: max(0, last - 0xFFFF), by: -1) {
      var reader = try ByteReader(data: data, file: file, from: offset, "zip end")
      guard try reader.uint32("zip end") == endSignature else { continue }
      _ = try reader.bytes(6, "zip end")
      let count = Int(try reader.uint16("zip end"))
      let size = Int(try reader.uint32("zip end"))
      let start = Int(try reader.uint32("zip end"))
      guard Int(try reader.uint16("zip end")) == reader.remaining else { continue }
      let directory =
        try directory64(data, file, end: offset) ?? Directory(offset: start, size: size, count: count)
      let (end, overflows) = directory.offset.addingReportingOverflow(directory.size)
      guard !overflows, end <= offset else {
        throw reader.error(.invalid, "zip directory", at: offset, "does not end before the end record")
      }
      return directory
    }
    throw missing
  }

  /// What the 64-bit end record says, where there is one.
  private static func directory64(_ data: Data, _ file: String, end: Int) throws -> Directory? {
    guard end >= locatorSize else { return nil }
    var locator = try ByteReader(data: data, file: file, from: end - locatorSize, "zip locator")
    guard try locator.uint32("zip locator") == locator64Signature else { return nil }
    _ = try locator.uint32("zip locator")
    var reader = try ByteReader(
      data: data, file: file, from: try locator.size64("zip locator"), to: end, "zip end of 64 bits")
    let start = reader.offset
    guard try reader.uint32("zip end of 64 bits") == end64Signature else {
      throw reader.error(.invalid, "zip end of 64 bits", at: start, "is not where the locator says")
    }
    _ = try reader.bytes(28, "zip end of 64 bits")
    let count = try reader.size64("zip member count")
    let size = try reader.size64("zip directory size")
    return Directory(offset: try reader.size64("zip directory"), size: size, count: count)
  }

  private static func entry(_ reader: inout ByteReader) throws -> Entry {
    let start = reader.offset
    guard try reader.uint32("zip entry") == directorySignature else {
      throw reader.error(.invalid, "zip entry", at: start, "is no entry of a directory")
    }
    _ = try reader.bytes(4, "zip entry")
    let flags = try reader.uint16("zip entry flags")
    let method = try reader.uint16("zip entry method")
    _ = try reader.bytes(8, "zip entry")
    var stored = Int(try reader.uint32("zip entry size"))
    var size = Int(try reader.uint32("zip entry size"))
    let lengths = (
      name: Int(try reader.uint16("zip entry")), extra: Int(try reader.uint16("zip entry")),
      comment: Int(try reader.uint16("zip entry"))
    )
    _ = try reader.bytes(8, "zip entry")
    var headerOffset = Int(try reader.uint32("zip entry offset"))
    let name = String(decoding: try reader.bytes(lengths.name, "zip entry name"), as: UTF8.self)
    let extra = try reader.bytes(lengths.extra, name)
    _ = try reader.bytes(lengths.comment, name)

    var extension64 = try extension64(extra, file: reader.file, name)
    let escape = Int(UInt32.max)
    if size == escape { size = try extension64.size64(name) }
    if stored == escape { stored = try extension64.size64(name) }
    if headerOffset == escape { headerOffset = try extension64.size64(name) }
    guard flags & 1 == 0, method == 0, stored == size else {
      throw reader.error(
        .unsupported, name, at: start, "is compressed or encrypted, which torch's own files never are")
    }
    return Entry(name: name, size: size, headerOffset: headerOffset)
  }

  /// The extra field with sizes of 64 bits; empty where there is none.
  private static func extension64(_ extra: Data, file: String, _ name: String) throws -> ByteReader {
    var reader = ByteReader(data: extra, file: file)
    while reader.remaining >= 4 {
      let kind = try reader.uint16(name)
      let field = try reader.bytes(Int(try reader.uint16(name)), name)
      if kind == 1 { return ByteReader(data: field, file: file) }
    }
    return ByteReader(data: Data(), file: file)
  }

  /// A member's bytes stand behind its own header, whose names and extras may differ from the directory's.
  private static func range(of entry: Entry, _ data: Data, _ file: String) throws -> Range<Int> {
    var reader = try ByteReader(data: data, file: file, from: entry.headerOffset, entry.name)
    guard try reader.uint32(entry.name) == memberSignature else {
      throw reader.error(
        .invalid, entry.name, at: entry.headerOffset, "does not begin where the directory says")
    }
    _ = try reader.bytes(22, entry.name)
    let nameLength = Int(try reader.uint16(entry.name))
    _ = try reader.bytes(nameLength + Int(try reader.uint16(entry.name)), entry.name)
    let start = reader.offset
    _ = try reader.bytes(entry.size, entry.name)
    return start..<reader.offset
  }

  private static func refuseOverlaps(_ members: [String: Range<Int>], _ file: String) throws {
    var end = 0
    for (name, range) in members.sorted(by: { $0.value.lowerBound < $1.value.lowerBound })
    where !range.isEmpty {
      guard range.lowerBound >= end else {
        throw ModelFormatError(
          .invalid, file: file, field: name, offset: range.lowerBound, reason: "overlaps another member")
      }
      end = range.upperBound
    }
  }
}
