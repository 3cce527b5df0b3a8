/// Rules for paths that come from archives, catalogues and manifests.
enum RelativePath {
  static let maximumBytes = 1024
  static let maximumDepth = 16

  /// Why `path` may not be joined to a folder of ours, or nil when it may.
  static func flaw(_ path: String) -> String? {
    if path.isEmpty { return "is empty" }
    if path.utf8.count > maximumBytes { return "is longer than \(maximumBytes) bytes" }
    if path.hasPrefix("/") { return "is absolute" }
    if path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) { return "holds a control character" }
    if path.utf8.contains(UInt8(ascii: "\\")) { return "holds a backslash" }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count > maximumDepth { return "is more than \(maximumDepth) folders deep" }
    if parts.contains("..") { return "leaves its folder" }
    if parts.contains(where: { $0.isEmpty || $0 == "." }) { return "has an empty part" }
    if parts.contains(where: { $0.utf8.count > 255 }) { return "has a part longer than 255 bytes" }
    return nil
  }

  /// The path without leading `./` and trailing `/`, as archives write their folders.
  static func normalized(_ path: String) -> String {
    var text = Substring(path)
    while text.hasPrefix("./") { text = text.dropFirst(2) }
    while text.hasSuffix("/") { text = text.dropLast() }
    return String(text)
  }

  /// `path` relative to `folder`, or nil when it lies elsewhere. An empty folder holds every path.
  static func relative(_ path: String, to folder: String) -> String? {
    if folder.isEmpty { return path }
    guard path.hasPrefix(folder + "/") else { return nil }
    return String(path.dropFirst(folder.count + 1))
  }
}
