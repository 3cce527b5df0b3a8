/// Why a translation memory cannot be used.
public struct MemoryError: Error, Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    case missing
    case notAMemory
    case newer
    case unwritable
    case damagedFile
  }

  public var kind: Kind
  public var file: String
  /// Counted from 1; nil where it is not about a line.
  public var line: Int?
  /// To stand behind the file's name.
  public var reason: String
  /// What to do about it.
  public var advice: String?

  public init(_ kind: Kind, file: String, line: Int? = nil, reason: String, advice: String? = nil) {
    (self.kind, self.file, self.line, self.reason, self.advice) = (kind, file, line, reason, advice)
  }
}

extension MemoryError: CustomStringConvertible {
  public var description: String { file + (line.map { ":\($0)" } ?? "") + ": " + reason }
}
