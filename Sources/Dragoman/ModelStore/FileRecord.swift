/// A file as it must be: where, how long, and with which content.
public struct FileRecord: Codable, Sendable, Hashable {
  /// Path inside the model's folder or archive, with `/` between its parts.
  public var path: String
  /// Length in bytes.
  public var size: Int64
  /// SHA-256 of the content, 64 lowercase hexadecimal digits.
  public var sha256: String

  public init(path: String, size: Int64, sha256: String) {
    self.path = path
    self.size = size
    self.sha256 = sha256
  }

  /// What is wrong with the record itself, or nil.
  func flaw() -> String? {
    if let reason = RelativePath.flaw(path) { return "path \"\(path)\" \(reason)" }
    if size < 0 { return "size of \(path) is negative" }
    let isHex = sha256.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    if sha256.utf8.count != 64 || !isHex { return "sha256 of \(path) is not 64 lowercase hex digits" }
    return nil
  }
}
