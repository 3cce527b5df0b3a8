import Documents
import Foundation

/// What the commands write.
enum OutputFile {
  /// - Throws: `InputError.unwritable`; nothing is then under the name that was not there before.
  static func write(_ data: Data, to url: URL) throws {
    do {
      try AtomicFile.write(data, to: url)
    } catch {
      throw InputError.unwritable(url.path, reason: error.localizedDescription)
    }
  }
}
