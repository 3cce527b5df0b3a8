import Documents
import Dragoman
import Foundation

/// The translation of a folder, kept in an SQLite file so that it can be interrupted anywhere and gone on with.
///
///     let job = try BatchJob(at: URL(fileURLWithPath: "out/.dragoman-job.sqlite"), settings: settings)
///     try job.survey()
///     try await job.run(with: TranslatorEngine(try Translator()))
///     for failure in try job.summary().failures { print(failure.path, failure.failure.message) }
///
/// Files are translated several at a time over one engine. Each distinct text of the job is translated once, whatever
/// files it stands in; one that was in work when the process was killed is translated again.
public final class BatchJob: Sendable {
  /// Files that are translated at a time: enough to keep the engine busy while one is read or written.
  private static let width = 4

  public let settings: BatchSettings
  private let store: JobStore
  private let lock: JobLock
  private let overwrites: Bool
  private let registry: FormatRegistry

  /// Opens the job, or begins it.
  ///
  /// - Parameters:
  ///   - url: the job's SQLite file; its folder is made.
  ///   - restarts: a job that is there is forgotten, and what it wrote is written over.
  ///   - overwrites: files in the output folder that are not the job's are written over.
  /// - Throws: ``BatchError``
  public init(
    at url: URL, settings: BatchSettings, restarts: Bool = false, overwrites: Bool = false,
    registry: FormatRegistry = .standard
  ) throws {
    _ = try OutputNames(settings, taken: [])
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw BatchError.unwritable(url.path, reason: error.localizedDescription)
    }
    lock = try JobLock(job: url.path)
    if restarts, FileManager.default.fileExists(atPath: url.path) {
      // Nothing but a job is forgotten.
      _ = try JobStore(path: url.path)
      for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: url.path + suffix) }
    }
    store = try JobStore(path: url.path)
    if let begun = try store.settings() {
      let changed = settings.differences(from: begun)
      guard changed.isEmpty else { throw BatchError.otherSettings(url.path, changed: changed) }
    } else {
      try store.save(settings)
    }
    self.settings = settings
    self.registry = registry
    self.overwrites = overwrites || restarts
  }

  /// What a job would find, without one: each file's survey, or why it has none.
  ///
  /// - Parameter progress: files read, and files to read.
  /// - Throws: ``BatchError``, `CancellationError`.
  public static func preview(
    _ settings: BatchSettings, registry: FormatRegistry = .standard, progress: ((Int, Int) -> Void)? = nil
  ) throws -> [JobFile] {
    let surveyor = FileSurveyor(settings, registry)
    var files = try FolderScan(settings).files()
    for index in files.indices {
      try Task.checkCancellation()
      progress?(index, files.count)
      surveyor.survey(&files[index])
    }
    return files
  }

  /// Looks for new and changed files, and reads and counts those.
  ///
  /// - Parameter progress: files read, and files to read.
  /// - Throws: ``BatchError``, `CancellationError`.
  public func survey(progress: ((Int, Int) -> Void)? = nil) throws {
    try survey(FolderScan(settings).files(), retriesFailed: true, where: { _ in true }, progress: progress)
  }

  /// - Parameters:
  ///   - found: the files that the folder has.
  ///   - retriesFailed: what could not be read before is read again.
  ///   - isSettled: false leaves a file for the next time, such as one that is still being written.
  private func survey(
    _ found: [JobFile], retriesFailed: Bool, where isSettled: (JobFile) -> Bool,
    progress: ((Int, Int) -> Void)? = nil
  ) throws {
    let known = Dictionary(uniqueKeysWithValues: try store.files().map { ($0.path, $0) })
    let present = Set(found.map(\.path))
    for file in known.values where !present.contains(file.path) && file.state != .done {
      try store.remove(file)
    }
    let changed = found.filter { file in
      guard let old = known[file.path] else { return isSettled(file) }
      let isSame = old.size == file.size && old.modified == file.modified
      let isUnread = old.survey == nil && old.state == .failed
      return !isSame && isSettled(file) || isUnread && retriesFailed
    }
    var names = try OutputNames(settings, taken: known.values.compactMap(\.output))
    let surveyor = FileSurveyor(settings, registry)
    for (index, var file) in changed.enumerated() {
      try Task.checkCancellation()
      progress?(index, changed.count)
      file.id = known[file.path]?.id
      file.output = known[file.path]?.output
      file.attempts = known[file.path]?.attempts ?? 0
      surveyor.survey(&file)
      if file.output == nil, let type = file.survey?.fileExtension {
        file.output = names.name(for: file.path, type: type)
      }
      try store.save(file)
    }
    progress?(changed.count, changed.count)
  }

  /// Translates what is not done yet.
  ///
  /// - Parameters:
  ///   - retriesFailed: what failed before is tried again.
  ///   - progress: called on any thread.
  /// - Throws: ``BatchError`` where the job itself cannot go on, `CancellationError`. What fails with one file is noted
  ///   with it.
  public func run(
    with engine: any UnitTranslating, retriesFailed: Bool = true,
    progress: (@Sendable (BatchProgress) -> Void)? = nil
  ) async throws {
    let files = try store.files()
    // What has ended the process before, if anything has, comes last.
    var waiting = files.filter { $0.isWaiting(in: settings, retriesFailed: retriesFailed) }
      .sorted { ($0.attempts, $0.path) < ($1.attempts, $1.path) }[...]
    let translator = FileTranslator(
      settings: settings, store: store,
      meter: ProgressMeter(files, waiting: Array(waiting), report: progress),
      documents: DocumentTranslator(engine: RememberingEngine(engine, store: store), registry: registry),
      overwrites: overwrites)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<Self.width {
        guard let file = waiting.popFirst() else { break }
        group.addTask { try await translator.translate(file) }
      }
      while try await group.next() != nil {
        guard let file = waiting.popFirst() else { continue }
        group.addTask { try await translator.translate(file) }
      }
    }
    try Task.checkCancellation()
  }

  /// Translates what comes into the folder, until it is cancelled.
  ///
  /// - Parameters:
  ///   - interval: between two looks. A file is taken when it was the same at both.
  ///   - progress: called on any thread.
  ///   - onDone: called when all that had come is done.
  public func watch(
    with engine: any UnitTranslating, every interval: Duration = .seconds(2),
    progress: (@Sendable (BatchProgress) -> Void)? = nil, onDone: @Sendable ([JobFile]) -> Void
  ) async throws {
    var seen: [String: JobFile] = [:]
    while true {
      let found = try FolderScan(settings).files()
      try survey(found, retriesFailed: false) { seen[$0.path] == $0 }
      seen = Dictionary(uniqueKeysWithValues: found.map { ($0.path, $0) })
      let waiting = try store.files().filter { $0.isWaiting(in: settings, retriesFailed: false) }
      if !waiting.isEmpty {
        try await run(with: engine, retriesFailed: false, progress: progress)
        let ids = Set(waiting.compactMap(\.id))
        onDone(try store.files().filter { $0.id.map(ids.contains) ?? false })
      }
      try await Task.sleep(for: interval)
    }
  }

  /// In the order of their paths.
  public func files() throws -> [JobFile] { try store.files() }

  public func summary() throws -> BatchSummary { BatchSummary(try store.files()) }
}

extension JobFile {
  /// Done, but what was written is no longer there.
  fileprivate func isMissing(in settings: BatchSettings) -> Bool {
    guard state == .done, let output else { return false }
    let source = settings.folder + "/" + path
    return !FileManager.default.fileExists(atPath: settings.output + "/" + output)
      && FileManager.default.fileExists(atPath: source)
  }

  fileprivate func isWaiting(in settings: BatchSettings, retriesFailed: Bool) -> Bool {
    switch state {
    case .waiting, .working: true
    case .failed: retriesFailed && survey != nil
    case .done: isMissing(in: settings)
    case .skipped: false
    }
  }
}

extension TranslationOptions {
  fileprivate var withoutGlossaries: TranslationOptions {
    var options = self
    options.glossaries = []
    return options
  }
}

extension BatchSettings {
  /// The names of settings that are not the same, as the command line calls them.
  fileprivate func differences(from other: BatchSettings) -> [String] {
    let pairs: [(String, Bool)] = [
      ("the folder", folder == other.folder), ("the output folder", output == other.output),
      ("names", names == other.names),
      ("the choice of files", included == other.included && excluded == other.excluded),
      ("the source language", documents.source == other.documents.source),
      ("the target language", documents.target == other.documents.target),
      (
        "how documents are read",
        documents == other.documents || documents.source != other.documents.source
          || documents.target != other.documents.target
      ),
      ("how texts are translated", translation.withoutGlossaries == other.translation.withoutGlossaries),
      ("the glossaries", terms == other.terms),
    ]
    return pairs.filter { !$0.1 }.map(\.0)
  }
}
