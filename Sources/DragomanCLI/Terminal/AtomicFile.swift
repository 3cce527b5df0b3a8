import Foundation

/// Files that appear whole or not at all.
enum AtomicFile {
  /// Writes beside `url` and renames: an interruption leaves nothing under the final name.
  static func write(_ data: Data, to url: URL) throws {
    let part = url.deletingLastPathComponent().appendingPathComponent(
      ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).part")
    do {
      try data.write(to: part)
      guard rename(part.path, url.path) == 0 else {
        throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
      }
    } catch {
      try? FileManager.default.removeItem(at: part)
      throw InputError.unwritable(url.path, reason: error.localizedDescription)
    }
  }
}
