import Dragoman

/// Resources of .NET (`.resx`, `.resw`): the texts of `data` elements are replaced in place. Objects, files, names for
/// designers and what its comment says is `{Locked}` stay as they are.
public struct RESXFormat: DocumentFormat {
  public let name = "resx"
  public let fileExtensions = ["resx", "resw"]

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    guard let head = sample.head, sample.root?.name == "root" else { return .none }
    // The schema in front may fill the sample.
    let isMarked = head.contains("<resheader") || head.contains("microsoft-resx") || head.contains("msdata:")
    return isMarked ? .certain : head.contains("<data name=") ? .likely : .none
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    let xml = try XMLSource(source, format: name, prefixes: [:], limits: options.limits)
    guard let root = xml.tree.root, xml.tree.name(of: root) == "root" else {
      throw DocumentError(.damaged, format: name, place: .line(1), reason: "has no element root")
    }
    let document = RESXDocument(xml, root, options: options)
    try options.limits.check(document.units, format: name)
    return document
  }
}
