import Dragoman
import Foundation

/// Reads the parts of a document one after another.
struct OpenDocumentReading {
  private static let content = "content.xml"
  private static let styles = "styles.xml"
  private static let metadata = "meta.xml"
  private static let signatures = "META-INF/documentsignatures.xml"

  private let kind: OpenDocumentFormat.Kind
  private let options: DocumentOptions
  private(set) var units: [DocumentUnit] = []
  private(set) var parts: [PackagePart] = []
  /// Those that tell the language.
  private(set) var settings: [PackagePart] = []
  private(set) var sheets: SheetNames?

  init(_ kind: OpenDocumentFormat.Kind, options: DocumentOptions) {
    self.kind = kind
    self.options = options
  }

  private var format: String { kind.rawValue }

  // MARK: - Packages

  mutating func read(package bytes: Data) throws(DocumentError) {
    let package = try ZipPackage(bytes, format: format, limits: options.limits)
    try check(package)
    parts.append(try read(Self.content, of: package))
    let objects = package.members.map(\.name).filter { $0.hasSuffix("/" + Self.content) }
      .sorted { $0.compare($1, options: .numeric) == .orderedAscending }
    for name in objects { parts.append(try read(name, of: package)) }
    for name in [Self.styles, Self.metadata] where package.contains(name) {
      settings.append(try read(name, of: package))
    }
  }

  private func check(_ package: ZipPackage) throws(DocumentError) {
    guard package.contains(Self.content) else {
      throw DocumentError(.damaged, format: format, reason: "the archive has no \(Self.content)")
    }
    var manifest: OpenDocumentManifest?
    if package.contains(OpenDocumentManifest.name) {
      manifest = try OpenDocumentManifest(package, format: format, limits: options.limits)
    }
    if let part = manifest?.encryptedPart {
      throw DocumentError(
        .unsupported, format: format, place: .part(part), reason: "is protected by a password",
        advice: "save it without a password")
    }
    guard !package.contains(Self.signatures) else {
      throw DocumentError(
        .unsupported, format: format, place: .part(Self.signatures),
        reason: "it is signed, and a translation would not be what was signed",
        advice: "save a copy without the signature")
    }
    var type = manifest?.mediaType
    if let bytes = try package.read("mimetype") {
      type = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
    if let type, !kind.isOf(type) {
      throw DocumentError(
        .damaged, format: format, place: .part("mimetype"), reason: "its type is \(type.prefix(80))",
        advice: "leave the format to be recognised")
    }
  }

  private mutating func read(_ name: String, of package: ZipPackage) throws(DocumentError) -> PackagePart {
    try read(part(package.read(name) ?? Data(), name: name))
  }

  // MARK: - Flat files

  mutating func read(flat bytes: Data) throws(DocumentError) {
    let part = try part(bytes, name: "document.xml")
    guard let root = part.tree.root, part.tree.name(of: root) == "office:document" else {
      throw DocumentError(
        .damaged, format: format, reason: "it is neither a package nor a flat document",
        advice: "check that it is of this format, or leave the format to be recognised")
    }
    if let type = part.tree.value("mimetype", of: root), !kind.isOf(type) {
      throw DocumentError(
        .damaged, format: format, reason: "its type is \(type.prefix(80))",
        advice: "leave the format to be recognised")
    }
    settings.append(read(part))
  }

  // MARK: - Parts

  private func part(_ bytes: Data, name: String) throws(DocumentError) -> PackagePart {
    try PackagePart(
      bytes, name: name, format: format, limits: options.limits, prefixes: OpenDocumentNamespaces.prefixes)
  }

  private mutating func read(_ part: PackagePart) -> PackagePart {
    let result = OpenDocumentPartReader.read(part, kind, options, units: &units)
    if !result.sheetNames.isEmpty { sheets = SheetNames(names: result.sheetNames) }
    return result.part
  }
}
