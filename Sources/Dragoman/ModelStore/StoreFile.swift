import Foundation

/// A file descriptor with typed errors; closed with the object.
final class StoreFile {
  let path: String
  private let descriptor: Int32

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// A new file; fails when the path is taken.
  static func create(path: String) throws -> StoreFile {
    let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw ModelStoreError.system("create", path: path) }
    return StoreFile(path: path, descriptor: descriptor)
  }

  /// A regular file to read; others are refused, so that a pipe cannot block us.
  static func open(reading path: String) throws -> StoreFile {
    let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw ModelStoreError.system("open", path: path) }
    let file = StoreFile(path: path, descriptor: descriptor)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw ModelStoreError.system("read", path: path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ModelStoreError.inputOutput(operation: "read", path: path, reason: "not a regular file")
    }
    return file
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw ModelStoreError.system("write", path: path)
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Number of bytes read; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw ModelStoreError.system("read", path: path) }
    }
  }

  /// Waits until the content is on the disk.
  func synchronize() throws {
    guard fsync(descriptor) == 0 else { throw ModelStoreError.system("write", path: path) }
  }

  /// Calls `consume` with the whole content, a piece at a time.
  func forEachChunk(_ consume: (UnsafeRawBufferPointer) throws -> Void) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try read(into: buffer)
      if count == 0 { return }
      try consume(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// The content of a small file.
  static func contents(path: String, limit: Int64) throws -> Data {
    let file = try open(reading: path)
    var data = Data()
    try file.forEachChunk { chunk in
      guard Int64(data.count + chunk.count) <= limit else {
        throw ModelStoreError.inputOutput(
          operation: "read", path: path, reason: "larger than \(limit) bytes")
      }
      data.append(contentsOf: chunk)
    }
    return data
  }

  /// Length of the regular file at `path`, or nil when there is none.
  static func size(path: String) -> Int64? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int64(status.st_size)
  }
}
