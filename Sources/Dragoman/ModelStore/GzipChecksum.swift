internal import CArchive

/// Checks the CRC-32 and the length at the end of a gzip file, which libarchive passes over.
///
/// Without this a bit flipped in a `.tar.gz` would go unseen into a model's weights.
struct GzipChecksum {
  let context: InstallContext
  let limits: ArchiveLimits

  /// Throws when `path` is a gzip file whose content differs from its trailer. Others pass.
  func verify(_ path: String) throws {
    guard let trailer = try trailer(path) else { return }
    guard let archive = archive_read_new() else {
      throw ModelStoreError.inputOutput(operation: "read", path: path, reason: "out of memory")
    }
    defer { archive_read_free(archive) }
    archive_read_support_filter_gzip(archive)
    archive_read_support_format_raw(archive)
    var entry: OpaquePointer?
    guard archive_read_open_filename(archive, path, 1 << 17) == ARCHIVE_OK,
      archive_read_next_header(archive, &entry) == ARCHIVE_OK
    else { throw damage(path, reason(archive)) }
    guard archive_filter_count(archive) <= ArchiveReader.maximumFilters else {
      throw ModelStoreError.archiveTooLarge(path: path, reason: "compressed more than once")
    }

    let limit = limits.byteLimit(archiveSize: StoreFile.size(path: path) ?? 0)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    var checksum = CRC32()
    var length: Int64 = 0
    while true {
      try context.check()
      let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
      if count == 0 { break }
      guard count > 0 else { throw damage(path, reason(archive)) }
      length += Int64(count)
      guard length <= limit else {
        throw ModelStoreError.archiveTooLarge(path: path, reason: "more than \(limit) bytes")
      }
      checksum.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      context.report(.verifying, length)
    }
    // The trailer keeps the length modulo 2^32.
    guard trailer.length == UInt32(truncatingIfNeeded: length), trailer.crc == checksum.value else {
      throw damage(path, "its content differs from its checksum")
    }
  }

  /// The last eight bytes of a gzip file, nil when `path` is none.
  private func trailer(_ path: String) throws -> (crc: UInt32, length: UInt32)? {
    let file = try StoreFile.open(reading: path)
    var head: [UInt8] = []
    var tail: [UInt8] = []
    try file.forEachChunk { chunk in
      if head.isEmpty { head = Array(chunk.prefix(2)) }
      tail = Array((tail + chunk.suffix(8)).suffix(8))
    }
    guard head == [0x1f, 0x8b] else { return nil }
    guard tail.count == 8 else { throw damage(path, "it is cut off") }
    let word = { (start: Int) in (0..<4).reduce(UInt32(0)) { $0 | UInt32(tail[start + $1]) << (8 * $1) } }
    return (word(0), word(4))
  }

  private func reason(_ archive: OpaquePointer) -> String {
    archive_error_string(archive).map { String(cString: $0) } ?? "unknown format"
  }

  private func damage(_ path: String, _ reason: String) -> ModelStoreError {
    .damagedArchive(path: path, entry: nil, reason: reason)
  }
}
