import Foundation

/// Poppler's programs, each run as a process of its own with little memory, time and room: a file that brings one down
/// brings down nothing else.
struct Poppler {
  /// Kilobytes of memory, seconds of work, and bytes of output.
  private static let memory = 2 << 20
  private static let seconds = 300
  private static let most = 512 << 20

  private let folder: URL
  private let output: Int

  /// - Throws: where the programs or a place for the file are missing.
  init(_ bytes: Data, limits: DocumentLimits) throws(DocumentError) {
    output = max(4096, min(Self.most, limits.unpackedBytes))
    for program in ["pdftotext", "pdftohtml"] { _ = try Self.path(of: program) }
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "dragoman-pdf-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try bytes.write(to: folder.appendingPathComponent("source.pdf"))
    } catch {
      remove()
      throw DocumentError(
        .unsupported, format: "pdf",
        reason: "a temporary copy cannot be written: \(error.localizedDescription)",
        advice:
          "make room in \(FileManager.default.temporaryDirectory.path), or name another folder in TMPDIR")
    }
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// The words with their places, in the order of reading.
  func words() throws(DocumentError) -> Data {
    try run("pdftotext", ["-bbox-layout", "source.pdf", "-"])
  }

  /// The text with its fonts and links; empty where only this program fails.
  func fonts() throws(DocumentError) -> Data {
    (try? run("pdftohtml", ["-q", "-xml", "-i", "-zoom", "1", "-noroundcoord", "-stdout", "source.pdf"]))
      ?? Data()
  }

  /// How many pictures the document shows; nil where that cannot be told.
  func imageCount() -> Int? {
    guard let list = try? run("pdfimages", ["-list", "source.pdf"]) else { return nil }
    return max(0, list.split(separator: 0x0A).count - 2)
  }

  private static func path(of program: String) throws(DocumentError) -> String {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    for folder in folders {
      let path = "\(folder)/\(program)"
      if folder.hasPrefix("/"), FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    throw DocumentError(
      .unsupported, format: "pdf", reason: "PDF is read by poppler, whose program \(program) is not there",
      advice: "install it: apt install poppler-utils")
  }

  private func run(_ program: String, _ arguments: [String]) throws(DocumentError) -> Data {
    let path = try Self.path(of: program)
    let (out, errors) = (folder.appendingPathComponent("out"), folder.appendingPathComponent("errors"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments =
      [
        "-c",
        "ulimit -v \(Self.memory); ulimit -t \(Self.seconds); ulimit -f \(output / 512); ulimit -c 0; exec \"$@\"",
        "sh", path,
      ] + arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": folder.path]
    process.standardInput = FileHandle.nullDevice
    do {
      for file in [out, errors] { try Data().write(to: file) }
      let (outHandle, errorHandle) = (try FileHandle(forWritingTo: out), try FileHandle(forWritingTo: errors))
      defer {
        try? outHandle.close()
        try? errorHandle.close()
      }
      process.standardOutput = outHandle
      process.standardError = errorHandle
      try process.run()
    } catch {
      throw DocumentError(
        .unsupported, format: "pdf", reason: "\(program) cannot be started: \(error.localizedDescription)",
        advice: "install poppler again: apt install --reinstall poppler-utils")
    }
    // It may wait for something instead of working.
    let deadline = DispatchTime.now() + .seconds(2 * Self.seconds)
    let waiting = DispatchWorkItem { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    DispatchQueue.global().asyncAfter(deadline: deadline, execute: waiting)
    process.waitUntilExit()
    waiting.cancel()
    let message = (try? FileHandle(forReadingFrom: errors).read(upToCount: 4096)).map {
      String(decoding: $0, as: UTF8.self)
    }
    try Self.check(process, program, message ?? "")
    guard let data = try? Data(contentsOf: out) else {
      throw DocumentError(.damaged, format: "pdf", reason: "\(program) wrote nothing")
    }
    return data
  }

  private static func check(_ process: Process, _ program: String, _ message: String) throws(DocumentError) {
    if process.terminationReason == .uncaughtSignal || process.terminationStatus > 128 {
      let signal = process.terminationStatus & 0x7F
      let isLimit = [SIGXCPU, SIGXFSZ, SIGKILL].contains(signal)
      throw DocumentError(
        isLimit ? .tooLarge : .damaged, format: "pdf",
        reason: isLimit
          ? "\(program) needs more time, memory or room for it than it may have"
          : "\(program) breaks down on it")
    }
    guard process.terminationStatus != 0 else { return }
    if message.contains("Incorrect password") {
      throw DocumentError(
        .unsupported, format: "pdf", reason: "it is protected by a password",
        advice: "save it without: qpdf --decrypt --password=… IN.pdf OUT.pdf")
    }
    if process.terminationStatus == 3 {
      throw DocumentError(
        .unsupported, format: "pdf", reason: "its author does not allow its text to be copied",
        advice: "ask for a copy that may be read")
    }
    let first = message.split(separator: "\n").first { $0.contains("rror") }.map(String.init)
    throw DocumentError(
      message.contains("memory") ? .tooLarge : .damaged, format: "pdf",
      reason: "\(program) cannot read it: \(first ?? "status \(process.terminationStatus)")")
  }
}
