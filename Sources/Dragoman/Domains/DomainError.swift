/// Why texts cannot be told by what they are about.
public enum DomainError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The files of the model are not beside the program.
  case missing
  case damaged(file: String, line: Int?, reason: String)

  public var description: String {
    switch self {
    case .missing: "the model that tells domains is not there (Models/domains)"
    case .damaged(let file, let line, let reason): file + (line.map { ":\($0)" } ?? "") + ": " + reason
    }
  }
}
