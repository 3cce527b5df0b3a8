import Dragoman

/// Translation memories, TMX 1.1 to 1.4: each entry without the target language gets it, with `MT!` as its author, by
/// which programs know what machines made.
public struct TMXFormat: DocumentFormat {
  public let name = "tmx"
  public let fileExtensions = ["tmx"]

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    sample.root?.name == "tmx" ? .certain : .none
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    let xml = try XMLSource(
      source, format: name, prefixes: ["http://www.lisa.org/tmx14": ""], limits: options.limits,
      allowsDoctype: true)
    guard let root = xml.tree.root, xml.tree.name(of: root) == "tmx" else {
      throw DocumentError(.damaged, format: name, place: .line(1), reason: "has no element tmx")
    }
    let document = TMXDocument(xml, root, options: options)
    try options.limits.check(document.units, format: name)
    return document
  }
}
