import Foundation

/// Files that appear whole or not at all.
package enum AtomicFile {
  /// Writes beside `url`, waits until the bytes are on the disk, and renames: an interruption leaves nothing under
  /// the final name. A pipe or a device is written to as it is.
  ///
  /// - Parameter mark: tells this writer's unfinished file from those of others; what an earlier one of the same mark
  ///   left is written over.
  /// - Throws: what the system says.
  package static func write(_ data: Data, to url: URL, mark: String? = nil) throws {
    guard isReplaceable(url) else {
      let file = try FileHandle(forWritingTo: url)
      try file.write(contentsOf: data)
      return try file.close()
    }
    let mark = mark ?? String(ProcessInfo.processInfo.processIdentifier)
    let part = url.deletingLastPathComponent().appendingPathComponent(
      ".\(url.lastPathComponent).\(mark).part")
    do {
      try data.write(to: part)
      let file = try FileHandle(forWritingTo: part)
      try file.synchronize()
      try file.close()
      guard rename(part.path, url.path) == 0 else {
        throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
      }
    } catch {
      try? FileManager.default.removeItem(at: part)
      throw error
    }
  }

  private static func isReplaceable(_ url: URL) -> Bool {
    var status = stat()
    guard stat(url.path, &status) == 0 else { return true }
    return status.st_mode & S_IFMT == S_IFREG
  }
}
