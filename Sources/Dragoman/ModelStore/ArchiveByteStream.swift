internal import CArchive

/// The bytes of an archive that does not lie in one file.
protocol ArchiveByteStream: AnyObject {
  /// The next bytes, valid until the next call; empty at the end.
  func read() throws -> UnsafeRawBufferPointer
}

/// Hands a stream to libarchive and keeps the error that C cannot carry.
final class ArchiveStreamFeed {
  private let stream: any ArchiveByteStream
  private(set) var error: (any Error)?

  init(_ stream: any ArchiveByteStream) {
    self.stream = stream
  }

  /// Opens `archive` on the stream. The feed must outlive the archive.
  func open(_ archive: OpaquePointer) -> Bool {
    let read:
      @convention(c) (
        OpaquePointer?, UnsafeMutableRawPointer?, UnsafeMutablePointer<UnsafeRawPointer?>?
      ) -> la_ssize_t = { _, context, bytes in
        guard let context, let bytes else { return -1 }
        let feed = Unmanaged<ArchiveStreamFeed>.fromOpaque(context).takeUnretainedValue()
        do {
          guard feed.error == nil else { return -1 }
          let chunk = try feed.stream.read()
          bytes.pointee = chunk.baseAddress
          return chunk.count
        } catch {
          feed.error = error
          return -1
        }
      }
    let context = Unmanaged.passUnretained(self).toOpaque()
    return archive_read_open2(archive, context, nil, read, nil, nil) == ARCHIVE_OK
  }
}
