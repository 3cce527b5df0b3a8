import Foundation

/// The bytes of a document and what messages call it.
public struct DocumentSource: Sendable {
  public var bytes: Data
  /// The file's name or path; nil for what comes from elsewhere.
  public var name: String?

  public init(_ bytes: Data, name: String? = nil) {
    self.bytes = bytes
    self.name = name
  }

  /// In lower case, without a dot; nil where the name has none.
  public var fileExtension: String? {
    guard let name else { return nil }
    let type = (name as NSString).pathExtension.lowercased()
    return type.isEmpty ? nil : type
  }
}
