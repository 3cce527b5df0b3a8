import Dragoman
import Foundation

/// A folder of its own and the built binary with the models of this machine.
final class TranslateFixture: Sendable {
  static let hasModel =
    (try? ModelStore().installedModels().contains { $0.from == "zh" && $0.to == "en" }) ?? false

  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("dragoman-translate-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The binary as it is in this environment.
  var binary: DragomanBinary {
    get throws { try DragomanBinary(environment: ProcessInfo.processInfo.environment) }
  }

  /// The binary with a store that holds nothing.
  var binaryWithoutModels: DragomanBinary {
    get throws {
      var environment = ProcessInfo.processInfo.environment
      environment["DRAGOMAN_HOME"] = path("no-models")
      return try DragomanBinary(environment: environment)
    }
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  @discardableResult
  func write(_ data: Data, _ name: String) throws -> String {
    try data.write(to: folder.appendingPathComponent(name))
    return path(name)
  }

  @discardableResult
  func write(_ text: String, _ name: String) throws -> String { try write(Data(text.utf8), name) }

  func read(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// Names in the folder, hidden ones too.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  /// Runs a line of shell, `$dragoman` being the binary.
  func shell(_ line: String) async throws -> DragomanBinary.Result {
    let binary = try binary
    var shell = binary
    shell.url = URL(fileURLWithPath: "/bin/bash")
    shell.environment["dragoman"] = binary.url.path
    shell.environment["folder"] = folder.path
    return try await shell.run("-c", line)
  }
}
