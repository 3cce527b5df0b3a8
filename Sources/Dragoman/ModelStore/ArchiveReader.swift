internal import CArchive

/// One file of an archive.
struct ArchiveEntry {
  /// Checked to stay inside its folder.
  let path: String
  /// Length as the archive claims it, nil when it does not.
  let declaredSize: Int64?
}

/// Reads zip and tar archives (plain or gzip), one entry after another, under limits.
///
/// Over a stream it reads zip alone, from local headers and without the directory at the end.
final class ArchiveReader {
  /// One gzip layer and the plain file: more would hide a bomb inside a bomb.
  static let maximumFilters: Int32 = 2

  /// The archive's path, or what stands for it in errors.
  let path: String
  private let archive: OpaquePointer
  private let feed: ArchiveStreamFeed?
  private let limits: ArchiveLimits
  private let byteLimit: Int64
  private var entryCount = 0
  private var byteCount: Int64 = 0
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
  private var currentPath: String?
  private var isCurrentRead = true

  convenience init(path: String, limits: ArchiveLimits = ArchiveLimits()) throws {
    guard let size = StoreFile.size(path: path) else { throw ModelStoreError.noSuchFile(path: path) }
    try self.init(path: path, size: size, stream: nil, limits: limits)
    archive_read_support_filter_gzip(archive)
    archive_read_support_format_zip(archive)
    archive_read_support_format_tar(archive)
    guard archive_read_open_filename(archive, path, 1 << 17) == ARCHIVE_OK else { throw damage() }
  }

  /// - Parameters:
  ///   - name: stands for the archive in errors.
  ///   - size: bytes that the stream holds.
  convenience init(
    stream: any ArchiveByteStream, name: String, size: Int64, limits: ArchiveLimits = ArchiveLimits()
  ) throws {
    let feed = ArchiveStreamFeed(stream)
    try self.init(path: name, size: size, stream: feed, limits: limits)
    archive_read_support_format_zip_streamable(archive)
    guard feed.open(archive) else { throw damage() }
  }

  private init(path: String, size: Int64, stream: ArchiveStreamFeed?, limits: ArchiveLimits) throws {
    guard let archive = archive_read_new() else {
      throw ModelStoreError.inputOutput(operation: "read", path: path, reason: "out of memory")
    }
    self.path = path
    self.archive = archive
    self.limits = limits
    feed = stream
    byteLimit = limits.byteLimit(archiveSize: size)
  }

  deinit {
    archive_read_free(archive)
    buffer.deallocate()
  }

  /// The next regular file, or nil at the end.
  ///
  /// - Throws: `unsafeArchiveEntry` for links, devices and paths that leave their folder.
  func next() throws -> ArchiveEntry? {
    while true {
      // An entry passed over is read all the same: what it unpacks to counts.
      if !isCurrentRead { try readData { _ in } }
      var entry: OpaquePointer?
      switch archive_read_next_header(archive, &entry) {
      case ARCHIVE_EOF: return nil
      case ARCHIVE_OK, ARCHIVE_WARN: break
      default: throw damage()
      }
      guard let entry else { return nil }
      guard archive_filter_count(archive) <= Self.maximumFilters else {
        throw ModelStoreError.archiveTooLarge(path: path, reason: "compressed more than once")
      }
      entryCount += 1
      guard entryCount <= limits.maximumEntries else {
        throw ModelStoreError.archiveTooLarge(
          path: path, reason: "more than \(limits.maximumEntries) entries")
      }
      if let file = try inspect(entry) { return file }
    }
  }

  /// Hands the current entry's content to `consume`, a piece at a time.
  func readData(_ consume: (UnsafeRawBufferPointer) throws -> Void) throws {
    while let chunk = try nextChunk() { try consume(chunk) }
  }

  /// The next piece of the current entry's content, valid until the next call; nil at the end.
  func nextChunk() throws -> UnsafeRawBufferPointer? {
    isCurrentRead = true
    let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
    if count == 0 { return nil }
    guard count > 0 else { throw damage() }
    byteCount += Int64(count)
    guard byteCount <= byteLimit else { throw tooLarge() }
    return UnsafeRawBufferPointer(rebasing: buffer[..<count])
  }

  /// The entry when it is a file, nil when it is a folder.
  private func inspect(_ entry: OpaquePointer) throws -> ArchiveEntry? {
    guard let raw = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry),
      let name = String(validatingCString: raw)
    else {
      throw ModelStoreError.damagedArchive(
        path: path, entry: "entry \(entryCount)", reason: "its name is not UTF-8")
    }
    currentPath = name
    func refuse(_ reason: String) -> ModelStoreError {
      .unsafeArchiveEntry(path: path, entry: String(name.prefix(200)), reason: reason)
    }
    let kind = archive_entry_filetype(entry)
    if archive_entry_hardlink(entry) != nil { throw refuse("is a hard link") }
    let cleaned = RelativePath.normalized(name)
    if name.hasPrefix("/") { throw refuse("is absolute") }
    let isFolder = kind == 0o040000
    guard isFolder || kind == 0o100000 else {
      throw refuse(kind == 0o120000 ? "is a symbolic link" : "is neither a file nor a folder")
    }
    if isFolder && (cleaned.isEmpty || cleaned == ".") { return nil }
    if let reason = RelativePath.flaw(cleaned) { throw refuse(reason) }
    if isFolder { return nil }
    let declared = archive_entry_size_is_set(entry) != 0 ? Int64(archive_entry_size(entry)) : nil
    if let declared, declared < 0 || declared > byteLimit - byteCount { throw tooLarge() }
    isCurrentRead = false
    return ArchiveEntry(path: cleaned, declaredSize: declared)
  }

  private func tooLarge() -> ModelStoreError {
    .archiveTooLarge(path: path, reason: "more than \(byteLimit) bytes")
  }

  private func damage() -> any Error {
    if let error = feed?.error { return error }
    let reason = archive_error_string(archive).map { String(cString: $0) } ?? "unknown format"
    return ModelStoreError.damagedArchive(path: path, entry: currentPath, reason: reason)
  }
}
