import Foundation

/// Why a document cannot be read, translated or written: where, and what to do.
public struct DocumentError: Error, Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Codable {
    /// No format knows these bytes.
    case unknownFormat
    /// There is no format of that name.
    case noSuchFormat
    /// The bytes are not what the format demands.
    case damaged
    /// Legible in principle, but not here: a password, a version to come.
    case unsupported
    /// Beyond ``DocumentLimits``.
    case tooLarge
    /// What reading must not do: a path out of the archive, an external entity.
    case unsafe
    /// Translations are missing or in another's place.
    case unitsLost
    /// The text came back as it was.
    case unchanged
  }

  /// Where in the document.
  public enum Place: Sendable, Hashable, Codable {
    /// Counted from 0.
    case byte(Int)
    /// Counted from 1.
    case line(Int)
    /// A unit's id, or a part of a packed document: `word/document.xml`.
    case part(String)
  }

  public var kind: Kind
  /// Set by whoever knows it.
  public var file: String?
  public var format: String?
  public var place: Place?
  /// In English, to stand behind the file's name.
  public var reason: String
  /// What to do about it; ``Kind`` has a general word where nothing special helps.
  public var advice: String?

  public init(
    _ kind: Kind, file: String? = nil, format: String? = nil, place: Place? = nil, reason: String,
    advice: String? = nil
  ) {
    self.kind = kind
    self.file = file
    self.format = format
    self.place = place
    self.reason = reason
    self.advice = advice ?? kind.advice
  }

  /// The same with the name of its file, if it had none.
  public func inFile(_ name: String?) -> DocumentError {
    var error = self
    error.file = file ?? name
    return error
  }
}

extension DocumentError.Kind {
  fileprivate var advice: String? {
    switch self {
    case .unknownFormat: "name its format with --format"
    case .noSuchFormat: nil
    case .damaged: "open it in the program that made it and save it again"
    case .unsupported: "save it in another format or version"
    case .tooLarge: "split it, or raise the limit"
    case .unsafe: "do not trust this file; a copy saved by a program of your own may be sound"
    case .unitsLost: "report this with the document: nothing was written"
    case .unchanged: "check the languages: is it in the target language already?"
    }
  }
}

extension DocumentError: CustomStringConvertible, LocalizedError {
  public var description: String {
    var place = file ?? format.map { "\($0) document" } ?? "document"
    if file != nil, let format { place += " (\(format))" }
    switch self.place {
    case .byte(let byte): place += ", byte \(byte)"
    case .line(let line): place += ", line \(line)"
    case .part(let part): place += ", \(part)"
    case nil: break
    }
    return "\(place): \(reason)"
  }

  public var errorDescription: String? { description }
}
