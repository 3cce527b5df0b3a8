import Documents
import Foundation
import GRDB

/// A file of a job: a row of the table `file`.
public struct JobFile: Sendable, Equatable, Codable, Identifiable {
  public internal(set) var id: Int64?
  /// Within the job's folder.
  public var path: String
  /// Bytes.
  public var size: Int64
  /// Nanoseconds since 1970.
  public var modified: Int64
  public var state = FileState.waiting
  /// How often its translation was begun.
  public var attempts = 0
  /// Within the job's output folder; nil until the file has been read.
  public var output: String?
  public var survey: DocumentSurvey?
  public var failure: FileFailure?
  public var report: DocumentReport?

  init(path: String, size: Int64, modified: Int64) {
    self.path = path
    self.size = size
    self.modified = modified
  }
}

extension JobFile: FetchableRecord, MutablePersistableRecord {
  public static let databaseTableName = "file"

  public mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}
