import Foundation

/// The built `dragoman`, run as a user would.
struct DragomanBinary {
  struct Result {
    var status: Int32
    var output: String
    var errors: String
  }

  struct NotBuilt: Error, CustomStringConvertible {
    var description: String { "dragoman lies not beside the tests: swift build --product dragoman" }
  }

  var url: URL
  var environment: [String: String]

  /// Finds the binary beside the test bundle.
  init(environment: [String: String]) throws {
    let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let candidates = [bundle, URL(fileURLWithPath: CommandLine.arguments.first ?? "")].map {
      $0.deletingLastPathComponent().appendingPathComponent("dragoman")
    }
    guard let url = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) })
    else { throw NotBuilt() }
    self.url = url
    self.environment = environment
  }

  /// Starts the binary with output to files; `Running.finish` waits for its end.
  func start(_ arguments: [String], input: Data = Data()) throws -> Running {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("dragoman-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.environment = environment
    let names = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
    try input.write(to: names[0])
    for name in names[1...] { try Data().write(to: name) }
    process.standardInput = try FileHandle(forReadingFrom: names[0])
    process.standardOutput = try FileHandle(forWritingTo: names[1])
    process.standardError = try FileHandle(forWritingTo: names[2])
    try process.run()
    return Running(process: process, folder: folder)
  }

  /// Runs the binary to its end.
  func run(_ arguments: String..., input: Data = Data()) async throws -> Result {
    try await start(arguments, input: input).finish()
  }

  struct Running {
    let process: Process
    let folder: URL

    func finish() async throws -> Result {
      while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
      defer { try? FileManager.default.removeItem(at: folder) }
      let text = { (name: String) in
        String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
      }
      let status =
        process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus
      return Result(status: status, output: try text("out"), errors: try text("err"))
    }
  }
}
