/// The bytes of an archive that was cut into files, one after another.
final class PieceStream: ArchiveByteStream {
  private let paths: [String]
  private var index = 0
  private var current: StoreFile?
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)

  init(paths: [String]) {
    self.paths = paths
  }

  deinit { buffer.deallocate() }

  func read() throws -> UnsafeRawBufferPointer {
    while index < paths.count {
      let file = try current ?? StoreFile.open(reading: paths[index])
      current = file
      let count = try file.read(into: buffer)
      if count > 0 { return UnsafeRawBufferPointer(rebasing: buffer[..<count]) }
      current = nil
      index += 1
    }
    return UnsafeRawBufferPointer(start: nil, count: 0)
  }
}
