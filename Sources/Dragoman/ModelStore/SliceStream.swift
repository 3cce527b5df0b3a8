/// The bytes of an archive that was cut into slices, from the first wanted local header on.
///
/// Each slice's package is fetched when its turn comes and given up when its last byte was read, so that
/// one at a time lies on the disk.
final class SliceStream: ArchiveByteStream {
  private let source: SliceSource
  private let downloads: DownloadCache
  private let context: InstallContext
  private let limits: ArchiveLimits
  private var index = 0
  private var current: OpenSlice?
  private let downloadTotal: Int64
  private var downloaded: Int64 = 0

  private struct OpenSlice {
    let reader: ArchiveReader
    let record: FileRecord
    let hasher: SHA256Hasher
    var position: Int64 = 0
  }

  init(
    source: SliceSource, downloads: DownloadCache, context: InstallContext, limits: ArchiveLimits
  ) {
    self.source = source
    self.downloads = downloads
    self.context = context
    self.limits = limits
    downloadTotal = source.slices.reduce(0) { $0 &+ $1.package.archive.size }
  }

  func read() throws -> UnsafeRawBufferPointer {
    while index < source.slices.count {
      try context.check()
      if current == nil { current = try open(source.slices[index]) }
      guard let chunk = try nextChunk() else {
        try close()
        continue
      }
      if !chunk.isEmpty { return chunk }
    }
    return UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// Gives up the slice being read, whose rest nobody needs.
  func abandon() {
    guard current != nil else { return }
    current = nil
    downloads.release(source.slices[index].package)
  }

  /// Opens the slice's package at the slice.
  private func open(_ slice: SliceSource.Slice) throws -> OpenSlice {
    let path = try downloads.archive(
      slice.package, context: context.counting(from: downloaded, to: downloadTotal))
    downloaded += slice.package.archive.size
    let reader = try ArchiveReader(path: path, limits: limits)
    while let entry = try reader.next() {
      guard entry.path == slice.slice.path else { continue }
      if let declared = entry.declaredSize, declared != slice.slice.size {
        throw ModelStoreError.sizeMismatch(
          path: entry.path, expected: slice.slice.size, actual: declared)
      }
      return OpenSlice(reader: reader, record: slice.slice, hasher: try SHA256Hasher())
    }
    throw ModelStoreError.missingFile(path: slice.slice.path, container: path)
  }

  /// The current slice's next bytes, without those before the source's offset; nil at the slice's end.
  private func nextChunk() throws -> UnsafeRawBufferPointer? {
    guard var slice = current, let chunk = try slice.reader.nextChunk() else { return nil }
    try slice.hasher.update(chunk)
    let skipped = source.offset - source.slices[index].start - slice.position
    slice.position += Int64(chunk.count)
    current = slice
    guard slice.position <= slice.record.size else {
      throw ModelStoreError.sizeMismatch(
        path: slice.record.path, expected: slice.record.size, actual: slice.position)
    }
    guard skipped > 0 else { return chunk }
    return UnsafeRawBufferPointer(rebasing: chunk.dropFirst(Int(min(skipped, Int64(chunk.count)))))
  }

  /// Checks the slice that was read to its end, and goes on to the next.
  private func close() throws {
    guard let slice = current else { return }
    guard slice.position == slice.record.size else {
      throw ModelStoreError.sizeMismatch(
        path: slice.record.path, expected: slice.record.size, actual: slice.position)
    }
    let digest = try slice.hasher.finish()
    guard digest == slice.record.sha256 else {
      throw ModelStoreError.checksumMismatch(
        path: slice.record.path, expected: slice.record.sha256, actual: digest)
    }
    abandon()
    index += 1
  }
}
