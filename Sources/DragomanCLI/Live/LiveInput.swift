import Foundation

/// Where live text comes from: standard input, or a file that may still grow.
final class LiveInput: @unchecked Sendable {
  // The queue guards the handle and the offset: hence `@unchecked Sendable`.
  private static let piece = 64 << 10
  private static let pause = Duration.milliseconds(50)

  private let queue = DispatchQueue(label: "live input")
  private let handle: FileHandle
  private let path: String?
  private let follows: Bool
  private var offset: UInt64 = 0

  /// - Parameters:
  ///   - path: nil, or `-`, for standard input.
  ///   - follows: whether a file's end is no end.
  init(_ path: String?, follows: Bool) throws {
    self.path = path == "-" ? nil : path
    self.follows = follows
    guard let path = self.path else {
      handle = .standardInput
      return
    }
    do {
      handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    } catch {
      throw InputError.unreadable(path, reason: error.localizedDescription)
    }
  }

  /// What has come; nil at the end.
  ///
  /// - Throws: `InputError`, `CancellationError`
  func next() async throws -> Data? {
    while true {
      try Task.checkCancellation()
      if let data = try await read() { return data }
      guard follows, path != nil else { return nil }
      try await Task.sleep(for: Self.pause)
    }
  }

  /// nil where there is nothing more, for now.
  private func read() async throws -> Data? {
    // Where a terminal or a pipe is silent the read does not come back: a cancelled task does not wait for it.
    let reading = AsyncThrowingStream<Data?, any Error> { continuation in
      queue.async {
        do {
          continuation.yield(try self.readNow())
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
    }
    for try await data in reading { return data }
    throw CancellationError()
  }

  private func readNow() throws -> Data? {
    if follows, path != nil {
      // Cut off and written anew.
      var status = stat()
      if fstat(handle.fileDescriptor, &status) == 0, UInt64(status.st_size) < offset {
        try handle.seek(toOffset: 0)
        offset = 0
      }
    }
    var bytes = [UInt8](repeating: 0, count: Self.piece)
    while true {
      let count = Foundation.read(handle.fileDescriptor, &bytes, bytes.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw InputError.unreadable(path ?? "standard input", reason: String(cString: strerror(errno)))
      }
      offset += UInt64(count)
      return count == 0 ? nil : Data(bytes[..<count])
    }
  }
}
