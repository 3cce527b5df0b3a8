import Documents

/// What has become of a job's files.
public struct BatchSummary: Sendable, Equatable, Codable {
  public struct Failure: Sendable, Equatable, Codable {
    /// Within the job's folder.
    public var path: String
    public var failure: FileFailure
  }

  /// Of what is done, in the order of paths.
  public var reports: [DocumentReport] = []
  public var failures: [Failure] = []
  /// No documents.
  public var skipped: [String] = []
  /// Neither done nor failed, as after an interruption.
  public var waiting: [String] = []

  init(_ files: [JobFile]) {
    for file in files {
      switch file.state {
      case .done: if let report = file.report { reports.append(report) }
      case .failed:
        failures.append(Failure(path: file.path, failure: file.failure ?? FileFailure(message: "failed")))
      case .skipped: skipped.append(file.path)
      case .waiting, .working: waiting.append(file.path)
      }
    }
  }
}
