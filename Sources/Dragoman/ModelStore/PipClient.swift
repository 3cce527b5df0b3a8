import Foundation

/// Fetches one archive from the user's package registry with the pip client.
///
/// pip takes the registry, proxies and certificates from the user's own configuration.
struct PipClient {
  let executable: String
  /// Arguments that make `executable` pip.
  let leadingArguments: [String]
  let environment: [String: String]

  /// Looks for pip on `PATH`: as a module of python3 first, then as a command.
  static func find(
    environment: [String: String], scratch: String, context: InstallContext
  ) throws -> PipClient {
    let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    let commands = [("python3", ["-m", "pip"]), ("pip3", []), ("pip", [])]
    for (name, leading) in commands {
      for folder in folders where folder.hasPrefix("/") {
        let path = "\(folder)/\(name)"
        guard access(path, X_OK) == 0, !StoreFolder.exists(path) else { continue }
        let probe = ChildProcess(
          executable: path, arguments: leading + ["--version"], environment: environment,
          logPath: scratch + "/pip-version.log")
        // A python3 without the module, or a broken shim, is passed over.
        if try probe.run(context: context) == 0 {
          return PipClient(executable: path, leadingArguments: leading, environment: environment)
        }
      }
    }
    throw ModelStoreError.pipNotFound
  }

  /// Downloads the package's archive to `target`, verified by sha256.
  ///
  /// For a source distribution pip would go on to build the package's metadata, which takes most of
  /// the time and runs the package's code. Its download appears under `TMPDIR` first, so the
  /// archive is taken from there as soon as it is complete and right, and pip is stopped.
  /// Where that fails, the file that pip delivers in the end is taken.
  func download(_ package: PipPackage, scratch: String, target: String, context: InstallContext) throws {
    let temporary = scratch + "/tmp"
    let delivery = scratch + "/delivery"
    try StoreFolder.create(temporary)
    try StoreFolder.create(delivery)
    let requirements = scratch + "/requirements.txt"
    let line = "\(package.name)==\(package.version) --hash=sha256:\(package.archive.sha256)\n"
    try Array(line.utf8).withUnsafeBytes { try StoreFile.create(path: requirements).write($0) }

    let child = ChildProcess(
      executable: executable,
      arguments: leadingArguments + arguments(package, requirements: requirements, delivery: delivery),
      environment: environment.merging(
        ["TMPDIR": temporary, "PIP_REQUIRE_VIRTUALENV": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"]
      ) { $1 },
      logPath: scratch + "/pip.log")

    var refused: Set<String> = []
    let status = try child.run(context: context) {
      guard let path = largestCopy(named: package.archive.path, in: temporary),
        let size = StoreFile.size(path: path)
      else {
        context.report(.downloading, 0, of: package.archive.size)
        return false
      }
      context.report(.downloading, min(size, package.archive.size), of: package.archive.size)
      guard size == package.archive.size, !refused.contains(path) else { return false }
      if try accept(path, package.archive, target: target, context: context) { return true }
      refused.insert(path)
      return false
    }
    guard let status else { return }
    guard status == 0 else {
      throw ModelStoreError.downloadFailed(
        package: package.description, reason: explain(child.logTail(), status))
    }
    let delivered = delivery + "/" + package.archive.path
    guard StoreFile.size(path: delivered) != nil else {
      throw ModelStoreError.downloadFailed(
        package: package.description,
        reason: "it did not deliver \(package.archive.path)")
    }
    var verifier = FileVerifier(context: context, totalBytes: package.archive.size)
    try verifier.verify(path: delivered, record: package.archive)
    try StoreFolder.rename(delivered, to: target)
  }

  private func arguments(_ package: PipPackage, requirements: String, delivery: String) -> [String] {
    var list = [
      "download", "--no-deps", "--no-cache-dir", "--no-input", "--progress-bar", "off",
      "--dest", delivery,
    ]
    switch package.distribution {
    // Named, not :all:, so that pip may take wheels of the tools that it builds with.
    case .source: list += ["--no-binary", package.name]
    case .wheel: list += ["--only-binary", ":all:"]
    }
    if let platform = package.platform { list += ["--platform", platform] }
    if let python = package.python { list += ["--python-version", python] }
    return list + ["--requirement", requirements]
  }

  /// pip's temporary download lies one folder below `TMPDIR`; the name of that folder is pip's.
  private func largestCopy(named name: String, in temporary: String) -> String? {
    let folders = (try? StoreFolder.names(temporary)) ?? []
    return folders.map { "\(temporary)/\($0)/\(name)" }
      .compactMap { path in StoreFile.size(path: path).map { (path, $0) } }
      .max { $0.1 < $1.1 }?.0
  }

  private func accept(
    _ path: String, _ record: FileRecord, target: String, context: InstallContext
  ) throws -> Bool {
    // A second name keeps the file when pip removes its own.
    guard link(path, target) == 0 else { return false }
    var verifier = FileVerifier(context: context, totalBytes: record.size)
    do {
      try verifier.verify(path: target, record: record)
      return true
    } catch let error as ModelStoreError {
      try StoreFolder.remove(target)
      if case .checksumMismatch = error { return false }
      if case .sizeMismatch = error { return false }
      throw error
    }
  }

  /// The line of pip's output that says most.
  private func explain(_ log: String, _ status: Int32) -> String {
    let lines = log.split(whereSeparator: \.isNewline).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let errors = lines.filter { $0.hasPrefix("ERROR:") }.map { String($0.dropFirst(6)) }
    let reason = errors.last ?? lines.last { !$0.isEmpty } ?? "exit status \(status)"
    return String(reason.trimmingCharacters(in: .whitespaces).prefix(500))
  }
}
