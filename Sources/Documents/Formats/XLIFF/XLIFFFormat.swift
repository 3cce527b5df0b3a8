import Dragoman

/// XLIFF 1.0 to 1.2 and 2.0 to 2.2: targets are filled from sources, which stay as they are, as do targets that were
/// made before. New targets say that a machine made them: `needs-review-translation`, in 2.0 `translated`.
public struct XLIFFFormat: DocumentFormat {
  public let name = "xliff"
  public let fileExtensions = ["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff"]

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    guard let root = sample.root, root.name == "xliff" else { return .none }
    return root.namespace.map { $0.contains("xliff:document") } ?? true ? .certain : .likely
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    let xml = try XMLSource(
      source, format: name, prefixes: Self.prefixes, limits: options.limits, allowsDoctype: true)
    guard let root = xml.tree.root, xml.tree.name(of: root) == "xliff" else {
      throw DocumentError(.damaged, format: name, place: .line(1), reason: "has no element xliff")
    }
    let isSecond = xml.tree.value("version", of: root)?.hasPrefix("2") ?? false
    let reading =
      isSecond
      ? XLIFF2Reader.read(xml.tree, root, options: options)
      : XLIFF1Reader.read(xml.tree, root, options: options)
    try options.limits.check(reading.units, format: name)
    return XLIFFDocument(xml, reading, options: options)
  }

  private static let prefixes = [
    "urn:oasis:names:tc:xliff:document:1.1": "", "urn:oasis:names:tc:xliff:document:1.2": "",
    "urn:oasis:names:tc:xliff:document:2.0": "", "urn:oasis:names:tc:xliff:document:2.2": "",
  ]
}
