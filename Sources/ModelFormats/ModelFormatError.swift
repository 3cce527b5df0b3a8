import Foundation

/// Why a model's file was refused, and where in it.
public struct ModelFormatError: Error, Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    /// The file is not there or cannot be opened.
    case unreadable
    /// The file ends before what it announces.
    case truncated
    /// The bytes contradict the format or one another.
    case invalid
    /// Well formed, but larger than anything that is read.
    case tooLarge
    /// Something that the model needs is not in the file.
    case missing
    /// Well formed, but nothing that this engine runs.
    case unsupported
  }

  public let kind: Kind
  /// The file's path, or what stands for it.
  public let file: String
  /// The variable, key or header field.
  public let field: String?
  /// Where in the file, in bytes from its start.
  public let offset: Int?
  public let reason: String

  public init(
    _ kind: Kind, file: String, field: String? = nil, offset: Int? = nil, reason: String
  ) {
    self.kind = kind
    self.file = file
    self.field = field
    self.offset = offset
    self.reason = reason
  }
}

extension ModelFormatError: CustomStringConvertible, LocalizedError {
  public var description: String {
    var place = file
    if let field { place += ": \(field)" }
    if let offset { place += " at byte \(offset)" }
    return "\(place): \(reason)"
  }

  public var errorDescription: String? { description }
}
