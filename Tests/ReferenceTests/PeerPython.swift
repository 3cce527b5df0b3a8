import Foundation

/// The Python that has the reference engine, and the scripts that drive it.
struct PeerPython {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// `$DRAGOMAN_PEERS`, else what `make peers` has made; nil when there is neither.
  static let installed: PeerPython? = {
    let path =
      ProcessInfo.processInfo.environment["DRAGOMAN_PEERS"]
      ?? root.appendingPathComponent(".build/peers/bin/python").path
    return FileManager.default.isExecutableFile(atPath: path)
      ? PeerPython(interpreter: URL(fileURLWithPath: path)) : nil
  }()

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  let interpreter: URL

  /// Runs a script of `Tests/Reference` to its end.
  func run(_ script: String, _ arguments: [String]) async throws {
    let errors = FileManager.default.temporaryDirectory
      .appendingPathComponent("dragoman-peer-\(UUID().uuidString)")
    try Data().write(to: errors)
    defer { try? FileManager.default.removeItem(at: errors) }
    let process = Process()
    process.executableURL = interpreter
    process.arguments = [Self.root.appendingPathComponent("Tests/Reference/\(script)").path] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw Failure(
        description: "\(script): \(String(decoding: try Data(contentsOf: errors), as: UTF8.self))")
    }
  }
}
