/// An archive that the pip client fetches by name, version and hash.
public struct PipPackage: Codable, Sendable, Hashable {
  /// Which of a package's distributions is meant.
  public enum Distribution: String, Codable, Sendable { case source, wheel }

  public var name: String
  /// Exact version.
  public var version: String
  public var distribution: Distribution
  /// Platform tag of a wheel that is for one platform only, such as `manylinux2014_x86_64`: its data
  /// serve on any machine. Nil for wheels that fit everywhere.
  public var platform: String?
  /// Python version that such a wheel asks for, such as `3.8`.
  public var python: String?
  /// The downloaded archive; `path` is its file name.
  public var archive: FileRecord

  private enum CodingKeys: String, CodingKey {
    case version, distribution, platform, python, archive
    case name = "package"
  }

  public init(
    name: String, version: String, distribution: Distribution, platform: String? = nil,
    python: String? = nil, archive: FileRecord
  ) {
    self.name = name
    self.version = version
    self.distribution = distribution
    self.platform = platform
    self.python = python
    self.archive = archive
  }
}

extension PipPackage {
  /// What is wrong with the package's record, or nil. Names are checked because they become arguments.
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
    if !isPlain(name) { return "package \"\(name)\" is not a package name" }
    if !isPlain(version) { return "version \"\(version)\" is not a version" }
    if let platform, !isPlain(platform) { return "platform \"\(platform)\" is not a platform tag" }
    if let python, !isPlain(python) { return "python \"\(python)\" is not a version" }
    if distribution == .source && (platform != nil || python != nil) {
      return "\(name): platform and python go with a wheel only"
    }
    if let reason = archive.flaw() { return "archive: \(reason)" }
    if archive.path.contains("/") { return "archive: path \"\(archive.path)\" is not a file name" }
    if archive.size == 0 { return "archive: \(archive.path) is empty" }
    return nil
  }
}

extension PipPackage: CustomStringConvertible {
  public var description: String { "\(name) \(version)" }
}
