import Foundation

/// Why text could not become ids, or ids text.
public struct TokenizationError: Error, Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    /// A model file cannot be opened or read.
    case unreadable
    /// A model file is not what it should be.
    case invalidModel
    /// The text or the ids given cannot be worked on.
    case invalidInput
  }

  public let kind: Kind
  /// The model's file name, or what stands for it.
  public let file: String
  public let reason: String

  public init(kind: Kind, file: String, reason: String) {
    self.kind = kind
    self.file = file
    self.reason = reason
  }
}

extension TokenizationError: CustomStringConvertible, LocalizedError {
  public var description: String { "\(file): \(reason)" }
  public var errorDescription: String? { description }
}
