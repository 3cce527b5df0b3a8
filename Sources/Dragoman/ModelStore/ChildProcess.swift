import Foundation

/// A child process whose output goes to a file, watched and stopped by polling.
struct ChildProcess {
  let executable: String
  let arguments: [String]
  let environment: [String: String]
  /// File that takes standard output and standard error.
  let logPath: String

  /// Runs the child to its end and returns its exit status (128 + signal when killed).
  ///
  /// `whileRunning` is called about ten times a second; when it returns true, or the context is
  /// cancelled, the child and what it started are stopped and nil is returned.
  func run(context: InstallContext, whileRunning: () throws -> Bool = { false }) throws -> Int32? {
    guard FileManager.default.createFile(atPath: logPath, contents: nil),
      let log = FileHandle(forWritingAtPath: logPath)
    else { throw ModelStoreError.system("create", path: logPath) }
    defer { try? log.close() }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.environment = environment
    // Python looks for modules in its working folder first: not in the user's.
    process.currentDirectoryURL = URL(fileURLWithPath: logPath).deletingLastPathComponent()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = log
    process.standardError = log
    do {
      try process.run()
    } catch {
      throw ModelStoreError.inputOutput(
        operation: "run", path: executable, reason: error.localizedDescription)
    }
    do {
      while process.isRunning {
        try context.check()
        if try whileRunning() {
          stop(process)
          return nil
        }
        usleep(100_000)
      }
    } catch {
      stop(process)
      throw error
    }
    return process.terminationReason == .exit
      ? process.terminationStatus : 128 + process.terminationStatus
  }

  /// Ends the child: politely at first, by force after two seconds.
  private func stop(_ process: Process) {
    let identifier = process.processIdentifier
    // Where the child leads a group of its own, its helpers go with it.
    let target = getpgid(identifier) == identifier ? -identifier : identifier
    kill(target, SIGTERM)
    for _ in 0..<20 where process.isRunning { usleep(100_000) }
    if target < 0 || process.isRunning { kill(target, SIGKILL) }
    process.waitUntilExit()
  }

  /// The last lines of the log, for messages.
  func logTail(maximumBytes: Int = 2000) -> String {
    guard let log = FileHandle(forReadingAtPath: logPath) else { return "" }
    defer { try? log.close() }
    let end = (try? log.seekToEnd()) ?? 0
    try? log.seek(toOffset: end > UInt64(maximumBytes) ? end - UInt64(maximumBytes) : 0)
    let data = (try? log.readToEnd()) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }
}
