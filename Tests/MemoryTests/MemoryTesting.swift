import Dragoman
import Foundation
import Memory

/// A memory in a folder of its own, which goes with it.
final class TemporaryMemory: Sendable {
  let folder: URL
  let store: MemoryStore

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "memory-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try MemoryStore(path: folder.appending(path: "ours.dmem").path, creates: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}

extension MemoryUnit {
  static func english(
    _ source: String, _ target: String, after previous: String? = nil, project: String = "",
    machine: Bool = false
  ) -> MemoryUnit {
    MemoryUnit(
      from: .english, to: .french, source: source, target: target, previous: previous, project: project,
      isMachineMade: machine)
  }
}

extension LanguageTag {
  static let french = (try? LanguageTag("fr")) ?? .english
}
