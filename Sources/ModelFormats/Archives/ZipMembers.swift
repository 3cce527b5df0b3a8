internal import CArchive
import Foundation

/// Reads chosen members of a zip archive into memory: `.npz` and PyTorch's checkpoints are such archives.
///
/// The archive's directory is believed only as far as the bytes bear it out: all that is unpacked together may
/// take four times the archive's size and no more, checksums must agree, and a name may stand for one member.
package struct ZipMembers {
  /// What an archive may unpack to, as a multiple of its size.
  package static let maximumGrowth = 4

  private let file: String
  private let archive: OpaquePointer
  private let maximumMemberSize: Int
  /// Bytes that may still be unpacked.
  private var allowance: Int

  /// The members whose names `wants` asks for, by name.
  ///
  /// - Throws: `ModelFormatError` naming the member that is damaged, too large or there twice.
  package static func read(
    _ file: URL, maximumMemberSize: Int, wants: (String) -> Bool
  ) throws -> [String: Data] {
    let data = try ModelFile.read(file, maximumSize: maximumFileSize)
    return try read(data, file: file.path, maximumMemberSize: maximumMemberSize, wants: wants)
  }

  /// The same for an archive in memory; `file` names it in errors.
  package static func read(
    _ data: Data, file: String, maximumMemberSize: Int, wants: (String) -> Bool
  ) throws -> [String: Data] {
    try data.withUnsafeBytes { bytes in
      guard let archive = archive_read_new() else {
        throw ModelFormatError(.unreadable, file: file, reason: "out of memory")
      }
      defer { archive_read_free(archive) }
      // By its directory alone: what stands between the members that it lists is nobody's.
      archive_read_support_format_zip_seekable(archive)
      var reader = ZipMembers(
        file: file, archive: archive, maximumMemberSize: maximumMemberSize,
        allowance: bytes.count * maximumGrowth)
      guard archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK else {
        throw reader.damage(nil)
      }
      return try reader.readAll(wants)
    }
  }

  /// The largest checkpoints of translation models take 14 GB.
  private static let maximumFileSize = 1 << 36

  private mutating func readAll(_ wants: (String) -> Bool) throws -> [String: Data] {
    var members: [String: Data] = [:]
    var lastName: String?
    while true {
      var entry: OpaquePointer?
      switch archive_read_next_header(archive, &entry) {
      case ARCHIVE_EOF: return members
      case ARCHIVE_OK, ARCHIVE_WARN: break
      default: throw damage(lastName)
      }
      guard let entry else { return members }
      guard let raw = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry),
        let name = String(validatingCString: raw)
      else {
        throw ModelFormatError(
          .invalid, file: file, field: lastName.map { "member after \($0)" } ?? "first member",
          reason: "its name is not UTF-8")
      }
      lastName = name
      // The bits of the kind of file, and those of a regular one; archives without Unix modes have none.
      let kind = archive_entry_filetype(entry)
      guard kind == 0o100000 || kind == 0, wants(name) else { continue }
      guard members[name] == nil else {
        throw ModelFormatError(.invalid, file: file, field: name, reason: "the archive holds it twice")
      }
      members[name] = try content(of: entry, name)
    }
  }

  private mutating func content(of entry: OpaquePointer, _ name: String) throws -> Data {
    guard archive_entry_size_is_set(entry) != 0, let size = Int(exactly: archive_entry_size(entry)),
      size >= 0
    else {
      throw ModelFormatError(.invalid, file: file, field: name, reason: "the archive does not say its size")
    }
    guard size <= maximumMemberSize, size <= allowance else {
      throw ModelFormatError(
        .tooLarge, file: file, field: name,
        reason: size > maximumMemberSize
          ? "\(size) bytes, at most \(maximumMemberSize) are read"
          : "unpacks the archive to more than \(Self.maximumGrowth) times its size")
    }
    allowance -= size
    var content = Data(count: size)
    let filled = content.withUnsafeMutableBytes { read(into: $0) }
    // The byte after the last: asking for it makes the library compare the checksum.
    var excess: UInt8 = 0
    let beyond = filled == size ? archive_read_data(archive, &excess, 1) : 0
    guard let filled, beyond >= 0 else { throw damage(name) }
    guard filled == size, beyond == 0 else {
      throw ModelFormatError(
        filled < size ? .truncated : .invalid, file: file, field: name,
        reason: "\(size) bytes are announced, \(filled < size ? "only \(filled)" : "more") are there")
    }
    return content
  }

  /// How many bytes the current member had for `buffer`; nil when it is damaged.
  private func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    var filled = 0
    while filled < buffer.count {
      let count = archive_read_data(archive, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
      if count == 0 { break }
      guard count > 0 else { return nil }
      filled += count
    }
    return filled
  }

  private func damage(_ name: String?) -> ModelFormatError {
    let reason = archive_error_string(archive).map { String(cString: $0) } ?? "unknown format"
    return ModelFormatError(.invalid, file: file, field: name, reason: "a damaged zip archive (\(reason))")
  }
}
