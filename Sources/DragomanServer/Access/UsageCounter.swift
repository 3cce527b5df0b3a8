import Documents
import Foundation

/// The characters that each key has used this month, in a file that survives the server.
///
/// A small file that is written whole, and not a database: one number a key, one writer. It is written at most once a
/// second and at the end, so that a killed server forgets a second.
struct UsageCounter: Sendable {
  private struct Record: Codable {
    var month: String
    var characters: [String: Int]
  }

  private let file: URL?
  private var record: Record
  private var written = ContinuousClock.now - .seconds(1)
  private(set) var isDirty = false

  /// - Throws: ``ServerStartError/file(path:reason:)`` when there is a file that cannot be read: counting from nothing
  ///   would give everybody their quota again.
  init(file: URL?, month: String) throws {
    self.file = file
    record = Record(month: month, characters: [:])
    guard let file, FileManager.default.fileExists(atPath: file.path) else { return }
    do {
      record = try JSONDecoder().decode(Record.self, from: Data(contentsOf: file))
    } catch {
      throw ServerStartError.file(path: file.path, reason: "this is no record of used characters")
    }
    turn(to: month)
  }

  mutating func used(_ id: String, month: String) -> Int {
    turn(to: month)
    return record.characters[id] ?? 0
  }

  mutating func add(_ characters: Int, to id: String, month: String) {
    turn(to: month)
    record.characters[id, default: 0] += characters
    isDirty = true
    if written.duration(to: .now) >= .seconds(1) { write() }
  }

  /// What cannot be written now is tried with the next.
  mutating func write() {
    guard isDirty, let file, let data = try? JSONEncoder().encode(record) else { return }
    written = .now
    if (try? AtomicFile.write(data, to: file)) != nil { isDirty = false }
  }

  private mutating func turn(to month: String) {
    guard record.month != month else { return }
    record = Record(month: month, characters: [:])
    isDirty = true
  }
}
