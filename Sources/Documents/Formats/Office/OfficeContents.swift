import Foundation

/// What the parts of a package are, by its `[Content_Types].xml`.
struct OfficeContents {
  static let name = "[Content_Types].xml"

  /// Part names without the slash before them, in the order of the list, with their types.
  let parts: [(name: String, type: String)]

  init(_ package: ZipPackage, format: String, limits: DocumentLimits) throws(DocumentError) {
    guard let bytes = try package.read(Self.name) else {
      throw DocumentError(.damaged, format: format, reason: "the archive has no \(Self.name)")
    }
    let tree = try PackagePart(bytes, name: Self.name, format: format, limits: limits).tree
    var parts: [(name: String, type: String)] = []
    for node in tree.nodes.indices where tree.name(of: node) == "ct:Override" {
      guard let name = tree.value("PartName", of: node), let type = tree.value("ContentType", of: node) else {
        continue
      }
      parts.append((name.hasPrefix("/") ? String(name.dropFirst()) : name, type))
    }
    self.parts = parts
  }

  /// Those whose type ends so, as their numbers count.
  func names(ofType suffix: String) -> [String] {
    parts.filter { $0.type.lowercased().hasSuffix(suffix.lowercased()) }.map(\.name)
      .sorted { $0.compare($1, options: .numeric) == .orderedAscending }
  }
}
