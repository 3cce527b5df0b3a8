import Dragoman

/// CommonMark with tables, footnotes, strikethrough and front matter. Code, HTML blocks, link targets and definitions
/// are left alone; the bytes that are not text stay as they are.
public struct MarkdownFormat: DocumentFormat {
  public let name = "markdown"
  public let fileExtensions = ["md", "markdown", "mdown", "mkd"]

  public init() {}

  /// Any text may be Markdown: a name has to say so.
  public func recognition(of sample: DocumentSample) -> Recognition {
    sample.head == nil ? .none : .possible
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    try options.limits.check(source, format: name)
    let encoding = TextEncoding(markOf: source.bytes) ?? .utf8(hasMark: false)
    let text = try encoding.decode(source.bytes, format: name)
    let document = MarkdownDocument(
      source: source.bytes, encoding: encoding, bytes: Array(text.utf8), options: options)
    try options.limits.check(document.units, format: name)
    return document
  }
}
