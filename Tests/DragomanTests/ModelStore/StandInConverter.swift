import Dragoman
import Foundation

/// A converter whose result lists what it was given: facts, and the files with their hashes.
final class StandInConverter: ModelConverting, @unchecked Sendable {
  // The lock guards what stands below it: hence `@unchecked Sendable`.
  enum Behaviour { case convert, refuse, failHalfway, goOnUntilStopped }

  struct Document: Codable, Equatable {
    var name: String?
    var from: String?
    var to: String?
    var licence: String?
    var quantisation: String?
    /// Hashes by path.
    var files: [String: String]
  }

  struct Refusal: Error, CustomStringConvertible {
    var file: String
    var description: String { "\(file): field 7 is wrong" }
  }

  private let lock = NSLock()
  private var behaviour = Behaviour.convert
  private var count = 0
  private var readsOldFiles = true

  /// What was written so far is then of a version that is no longer read.
  func outdate() { lock.withLock { readsOldFiles = false } }

  /// How often the converter was asked to convert.
  var calls: Int { lock.withLock { count } }

  func become(_ behaviour: Behaviour) { lock.withLock { self.behaviour = behaviour } }

  func convert(
    folder: URL, to file: URL, facts: ModelFacts, progress: (Double) throws -> Void
  ) throws -> ModelFacts {
    let behaviour = lock.withLock {
      count += 1
      return self.behaviour
    }
    if behaviour == .refuse { throw Refusal(file: folder.path + "/model/model.bin") }
    var files: [String: String] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: folder.path) ?? .init() {
      guard let content = FileManager.default.contents(atPath: folder.path + "/" + name) else { continue }
      files[name] = try SyntheticModel.sha256([UInt8](content))
    }
    let document = Document(
      name: facts.name, from: facts.from, to: facts.to, licence: facts.licence,
      quantisation: facts.quantisation ?? "int8", files: files)
    let bytes = try JSONEncoder().encode(document)
    guard behaviour == .convert else {
      try bytes.prefix(bytes.count / 2).write(to: file)
      if behaviour == .failHalfway { throw Refusal(file: folder.path + "/model/model.bin") }
      while true {
        try progress(0.5)
        usleep(10_000)
      }
    }
    try bytes.write(to: file)
    try progress(1)
    return try self.facts(of: file)
  }

  func facts(of file: URL) throws -> ModelFacts {
    let document = try Self.document(file)
    return ModelFacts(
      name: document.name, from: document.from, to: document.to, licence: document.licence,
      quantisation: document.quantisation)
  }

  func isCurrent(_ file: URL) -> Bool { lock.withLock { readsOldFiles } }

  static func document(_ file: URL) throws -> Document {
    try JSONDecoder().decode(Document.self, from: Data(contentsOf: file))
  }

  /// What was written for an installed model.
  static func document(of model: InstalledModel) throws -> Document {
    try document(model.folder.appendingPathComponent("model.dragoman"))
  }
}
