import Documents
import Foundation

/// Translates one file of a job after another; each is written when it is whole.
struct FileTranslator: Sendable {
  let settings: BatchSettings
  let store: JobStore
  let meter: ProgressMeter
  let documents: DocumentTranslator
  let overwrites: Bool

  /// What goes wrong with the file is noted with it.
  /// - Throws: `BatchError` where the job cannot be written, `CancellationError`.
  func translate(_ file: JobFile) async throws {
    var file = file
    let isFirst = file.attempts == 0
    file.state = .working
    file.attempts += 1
    file.failure = nil
    file = try store.save(file)
    do {
      let destination = try destination(of: file, isFirst: isFirst)
      let source = try settings.source(of: file)
      let result = try await documents.translate(source, options: settings.documents) {
        [file, meter] progress in
        meter.advance(file, progress)
      }
      try Task.checkCancellation()
      try FileManager.default.createDirectory(
        at: destination.deletingLastPathComponent(), withIntermediateDirectories: true)
      try AtomicFile.write(result.bytes, to: destination, mark: "dragoman")
      file.report = result.report
      file.state = .done
    } catch let error as BatchError {
      throw error
    } catch  where error is CancellationError || Task.isCancelled {
      file.state = .waiting
      try store.save(file)
      throw CancellationError()
    } catch {
      file.state = .failed
      file.failure = FileFailure(error)
    }
    try store.save(file)
    meter.end(file, isDone: file.state == .done)
  }

  /// What the job has not written itself stays.
  private func destination(of file: JobFile, isFirst: Bool) throws -> URL {
    let url = URL(fileURLWithPath: settings.output).appendingPathComponent(file.output ?? file.path)
    if isFirst, !overwrites, FileManager.default.fileExists(atPath: url.path) {
      throw FileFailure(
        message: "'\(url.path)' is there already and was not written by this job",
        advice: "move it away, choose another --output, or let it go with --overwrite")
    }
    return url
  }
}
