import Dragoman
import Foundation

/// Books: EPUB 2 and 3.
///
/// The pages are read in the order of reading, as HTML is, and stay well-formed; then navigation, the labels of the
/// table of contents, title and description. The book says its new language and the direction of its pages.
public struct EPUBFormat: DocumentFormat {
  public let name = "epub"
  public let fileExtensions = ["epub"]
  public let bilingualForm: BilingualForm? = .docx

  static let mediaType = "application/epub+zip"
  static let container = "META-INF/container.xml"

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    guard let archive = sample.archive else { return .none }
    if let type = archive.mediaType { return type == Self.mediaType ? .certain : .none }
    return archive.contains(Self.container) && archive.members.contains { $0.hasSuffix(".opf") }
      ? .certain : .none
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    try options.limits.check(source, format: name)
    var reading = try EPUBReading(source.bytes, format: name, options: options)
    try reading.read()
    let document = EPUBDocument(source.bytes, format: name, options: options, reading)
    try options.limits.check(document.units, format: name)
    return document
  }
}
