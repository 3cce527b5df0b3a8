import Foundation

/// Why a job as a whole cannot run. What goes wrong with one file is a ``FileFailure`` and stops no other.
public enum BatchError: Error, Sendable, Equatable {
  case noSuchFolder(String)
  /// There is not one file to translate.
  case noFiles(String)
  /// Under this path is something else than a job.
  case notAJob(String, reason: String)
  /// The job was made by a later version.
  case newerJob(String, version: Int)
  /// The job was begun with other settings: which.
  case otherSettings(String, changed: [String])
  /// Another process works on the job.
  case inUse(String)
  case unwritable(String, reason: String)
  /// The pattern for names lacks `{name}` or holds a `/`.
  case invalidNames(String)
}

extension BatchError: CustomStringConvertible, LocalizedError {
  public var description: String {
    switch self {
    case .noSuchFolder(let path): "there is no folder '\(path)'"
    case .noFiles(let path): "'\(path)' holds no file to translate"
    case .notAJob(let path, let reason): "'\(path)' is no job of dragoman: \(reason)"
    case .newerJob(let path, let version):
      "'\(path)' was made by a later dragoman (its version is \(version))"
    case .otherSettings(let path, let changed):
      "'\(path)' was begun with other settings: \(changed.joined(separator: ", "))"
    case .inUse(let path): "another dragoman works on '\(path)'"
    case .unwritable(let path, let reason): "'\(path)' cannot be written: \(reason)"
    case .invalidNames(let names): "'\(names)' cannot name files: it needs {name} and no /"
    }
  }

  public var errorDescription: String? { description }
}
