import Foundation

/// What a package says of its parts.
struct OpenDocumentManifest {
  static let name = "META-INF/manifest.xml"

  /// Of the whole document.
  let mediaType: String?
  /// The first part with a password.
  let encryptedPart: String?

  init(_ package: ZipPackage, format: String, limits: DocumentLimits) throws(DocumentError) {
    guard let bytes = try package.read(Self.name) else {
      throw DocumentError(.damaged, format: format, reason: "the archive has no \(Self.name)")
    }
    // Its first version had a document type.
    let tree = try PackagePart(
      bytes, name: Self.name, format: format, limits: limits, prefixes: OpenDocumentNamespaces.prefixes,
      allowsDoctype: true
    ).tree
    var mediaType: String?
    var encryptedPart: String?
    for node in tree.nodes.indices {
      switch tree.name(of: node) {
      case "manifest:file-entry":
        if tree.value("full-path", of: node) == "/" { mediaType = tree.value("media-type", of: node) }
      case "manifest:encryption-data":
        if encryptedPart == nil, let entry = tree.parent(of: node) {
          encryptedPart = tree.value("full-path", of: entry) ?? ""
        }
      default: break
      }
    }
    self.mediaType = mediaType
    self.encryptedPart = encryptedPart
  }
}
