import Dragoman
import Foundation

/// OpenDocument, as LibreOffice and others write it: packages and flat files, and their templates.
///
/// Body, tables, headers, footers, notes, comments, text boxes and the texts of charts are read; what pictures show is
/// told by their descriptions. Text of spans that look alike is one text. Tracked changes: what was inserted is text,
/// what was deleted stays where it is and is not translated. Fields are left alone, and so are cells of other values
/// than text, formulas with their results, hidden slides, sheets and sections. Bytes that are not text come back as
/// they were.
public struct OpenDocumentFormat: DocumentFormat {
  public enum Kind: String, Sendable, CaseIterable {
    case text = "odt"
    case spreadsheet = "ods"
    case presentation = "odp"
    case drawing = "odg"
  }

  public let kind: Kind
  public var name: String { kind.rawValue }
  public var fileExtensions: [String] { kind.fileExtensions }
  public let bilingualForm: BilingualForm? = .docx

  public init(_ kind: Kind) {
    self.kind = kind
  }

  // MARK: - Recognition

  public func recognition(of sample: DocumentSample) -> Recognition {
    if let archive = sample.archive { return recognition(of: archive, sample.bytes) }
    guard let root = sample.root, root.name == "document", root.namespace == OpenDocumentNamespaces.office,
      let head = sample.head
    else { return .none }
    guard let start = head.range(of: "mimetype=")?.upperBound else { return .possible }
    let type = head[start...].dropFirst().prefix { $0 != "\"" && $0 != "'" }
    return kind.isOf(String(type)) ? .certain : .none
  }

  private func recognition(of archive: ZipListing, _ bytes: Data) -> Recognition {
    if let type = archive.mediaType { return kind.isOf(type) ? .certain : .none }
    // Packed again by another program, the type may stand in the list of parts only.
    guard archive.contains("content.xml"), archive.contains(OpenDocumentManifest.name) else { return .none }
    let manifest = try? OpenDocumentManifest(
      ZipPackage(bytes, format: name, limits: DocumentLimits()), format: name, limits: DocumentLimits())
    guard let manifest else { return .possible }
    return manifest.mediaType.map(kind.isOf) == true ? .certain : .none
  }

  // MARK: - Reading

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    try options.limits.check(source, format: name)
    let isPackage =
      source.bytes.starts(with: [0x50, 0x4B]) || source.bytes.starts(with: ZipPackage.protectedMark)
    var reading = OpenDocumentReading(kind, options: options)
    if isPackage { try reading.read(package: source.bytes) } else { try reading.read(flat: source.bytes) }
    try options.limits.check(reading.units, format: name)
    return PackageDocument(
      source.bytes, format: name, options: options, units: reading.units, parts: reading.parts,
      settings: reading.settings, sheets: reading.sheets, groups: [], isFlat: !isPackage)
  }
}

extension OpenDocumentFormat.Kind {
  private static let family = "application/vnd.oasis.opendocument."

  fileprivate var fileExtensions: [String] {
    switch self {
    case .text: ["odt", "ott", "fodt", "odm", "oth"]
    case .spreadsheet: ["ods", "ots", "fods"]
    case .presentation: ["odp", "otp", "fodp"]
    case .drawing: ["odg", "otg", "fodg"]
    }
  }

  private var mediaTypes: [String] {
    switch self {
    case .text: ["text", "text-template", "text-master", "text-web", "text-master-template"]
    case .spreadsheet: ["spreadsheet", "spreadsheet-template"]
    case .presentation: ["presentation", "presentation-template"]
    case .drawing: ["graphics", "graphics-template"]
    }
  }

  /// Whether documents of this kind have that media type.
  func isOf(_ mediaType: String) -> Bool {
    mediaType.hasPrefix(Self.family) && mediaTypes.contains(String(mediaType.dropFirst(Self.family.count)))
  }
}
