/// What is wrong with a file of domains.
public struct DomainFileError: Error, Equatable, Sendable, CustomStringConvertible {
  public let file: String
  public let reason: String

  public var description: String { "\(file): \(reason)" }
}
