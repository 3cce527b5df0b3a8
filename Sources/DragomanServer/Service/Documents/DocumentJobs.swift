import Documents
import Dragoman
import Foundation

/// The documents of a server: queued, translated a few at a time, kept for a while.
///
/// Sources and results lie in a private folder. A result is there when it is whole, and never before.
package actor DocumentJobs {
  private struct Entry {
    let record: DocumentJobRecord
    let document: PreparedDocument
    var task: Task<Void, Never>?
    /// Of what lies on the disk for it.
    var bytes: Int
  }

  nonisolated let engine: any TranslationEngine
  nonisolated let options: ServiceOptions
  nonisolated let registry: FormatRegistry
  private var folder: PrivateFolder?
  private var entries: [String: Entry] = [:]
  private var queue: [String] = []
  private var running: Set<String> = []
  private var isShut = false

  init(engine: any TranslationEngine, options: ServiceOptions, registry: FormatRegistry) {
    (self.engine, self.options, self.registry) = (engine, options, registry)
  }

  // MARK: - Jobs

  /// Takes a document in.
  ///
  /// - Throws: ``ServiceError/unavailable(reason:retryAfter:)`` when there are too many already.
  package func submit(_ document: PreparedDocument) throws(ServiceError) -> DocumentJob {
    guard !isShut else { throw .unavailable(reason: "the server is shutting down", retryAfter: 5) }
    let size = document.request.file.bytes.count
    let kept = entries.values.reduce(0) { $0 + $1.bytes }
    guard entries.count < options.mostDocuments, kept + size <= options.keptBytes else {
      throw .unavailable(
        reason: "the server has as many documents as it takes: try again later", retryAfter: 60)
    }
    let id = RandomName.make()
    try openFolder().write(Data(document.request.file.bytes), to: Self.sourceName(id))
    let job = DocumentJob(
      id: id, name: document.request.file.name, owner: document.request.owner,
      characters: document.characters, outputName: document.outputName, domain: document.domain)
    entries[id] = Entry(
      record: DocumentJobRecord(job), document: document.withoutBytes, task: nil, bytes: size)
    queue.append(id)
    startNext()
    return entries[id]?.record.job ?? job
  }

  /// - Parameter owner: of whom it has to be, where that matters.
  /// - Throws: ``ServiceError/notFound(what:)``
  package func job(_ id: String, owner: String? = nil) throws(ServiceError) -> DocumentJob {
    try entry(id, owner: owner).record.job
  }

  /// The job as it is and at each change, up to its end.
  package func updates(of id: String) throws(ServiceError) -> AsyncStream<DocumentJob> {
    try entry(id).record.updates
  }

  /// Waits for a job's end; the job is cancelled when the caller's task is.
  package func finished(_ id: String) async throws -> DocumentJob {
    let record = try entry(id).record
    let last = await withTaskCancellationHandler {
      var last = record.job
      for await job in record.updates { last = job }
      return last
    } onCancel: {
      Task { try? await self.remove(id) }
    }
    try Task.checkCancellation()
    return last
  }

  /// - Throws: ``ServiceError/notReady``, ``ServiceError/notFound(what:)``, or why the job has failed.
  package func result(_ id: String, owner: String? = nil) throws(ServiceError) -> DocumentResult {
    let job = try job(id, owner: owner)
    switch job.state {
    case .done: break
    case .queued, .translating: throw .notReady
    case .failed, .cancelled: throw .notFound(what: "result: the document was not translated")
    }
    guard let bytes = folder?.read(Self.resultName(id)) else { throw .notFound(what: "result any more") }
    return DocumentResult(
      name: job.outputName, contentType: ContentTypes.type(ofFile: job.outputName), bytes: [UInt8](bytes))
  }

  /// The result for the first who asks; afterwards there is no such document.
  package func takeResult(_ id: String, owner: String? = nil) throws(ServiceError) -> DocumentResult {
    let result = try result(id, owner: owner)
    try remove(id)
    return result
  }

  /// Ends a job and forgets it with all that belongs to it.
  package func remove(_ id: String, owner: String? = nil) throws(ServiceError) {
    let entry = try entry(id, owner: owner)
    entry.record.update { $0.state = .cancelled }
    entry.task?.cancel()
    entries[id] = nil
    queue.removeAll { $0 == id }
    folder?.remove(Self.sourceName(id))
    folder?.remove(Self.resultName(id))
    startNext()
  }

  /// Ends everything and removes the folder; nothing is taken any more.
  package func shutDown() async {
    isShut = true
    queue = []
    let tasks = entries.values.compactMap(\.task)
    for entry in entries.values {
      entry.record.update { $0.state = .cancelled }
      entry.task?.cancel()
    }
    entries = [:]
    for task in tasks { await task.value }
    folder?.remove()
    folder = nil
  }

  private func entry(_ id: String, owner: String? = nil) throws(ServiceError) -> Entry {
    guard let entry = entries[id], owner == nil || entry.record.job.owner == owner else {
      throw .notFound(what: "document")
    }
    return entry
  }

  private func openFolder() throws(ServiceError) -> PrivateFolder {
    if let folder { return folder }
    let made = try PrivateFolder(in: options.temporaryFolder)
    folder = made
    return made
  }

  // MARK: - Work

  private func startNext() {
    while running.count < options.documentsAtOnce, !queue.isEmpty {
      let id = queue.removeFirst()
      guard let entry = entries[id], let folder else { continue }
      running.insert(id)
      entry.record.update {
        $0.state = .translating
        $0.started = .now
      }
      entries[id]?.task = Task {
        let outcome = await translate(entry.document, id: id, record: entry.record, folder: folder)
        end(id, outcome)
      }
    }
  }

  private nonisolated func translate(
    _ document: PreparedDocument, id: String, record: DocumentJobRecord, folder: PrivateFolder
  ) async -> Result<TranslatedDocument, any Error> {
    do {
      guard let bytes = folder.read(Self.sourceName(id)) else { throw ServiceError.cancelled }
      let translator = DocumentTranslator(engine: engine.units(document.translation), registry: registry)
      let result = try await translator.translate(
        DocumentSource(bytes, name: record.job.name), format: document.format, options: document.options
      ) { progress in
        record.update { ($0.completedUnits, $0.totalUnits) = (progress.completedUnits, progress.totalUnits) }
      }
      try Task.checkCancellation()
      try folder.write(result.bytes, to: Self.resultName(id))
      return .success(result)
    } catch {
      return .failure(error)
    }
  }

  private func end(_ id: String, _ outcome: Result<TranslatedDocument, any Error>) {
    running.remove(id)
    defer { startNext() }
    folder?.remove(Self.sourceName(id))
    guard let record = entries[id]?.record else {
      // Taken back meanwhile.
      folder?.remove(Self.resultName(id))
      return
    }
    switch outcome {
    case .success(let result):
      entries[id]?.bytes = result.bytes.count
      record.update {
        $0.report = result.report
        $0.state = .done
      }
    case .failure(let error):
      entries[id]?.bytes = 0
      record.update {
        $0.problem = ServiceProblem(error)
        $0.state = error is CancellationError ? .cancelled : .failed
      }
    }
    let lifetime = options.documentLifetime
    // Replaces the task that ends here.
    entries[id]?.task = Task { [weak self] in
      try? await Task.sleep(for: .seconds(lifetime))
      if !Task.isCancelled { try? await self?.remove(id) }
    }
  }

  private static func sourceName(_ id: String) -> String { "\(id).source" }
  private static func resultName(_ id: String) -> String { "\(id).result" }
}

extension PreparedDocument {
  /// The bytes lie on the disk.
  fileprivate var withoutBytes: PreparedDocument {
    var request = request
    request.file.bytes = []
    return PreparedDocument(
      request: request, options: options, format: format, translation: translation, domain: domain,
      survey: survey, outputName: outputName)
  }
}
