import Dragoman

/// Plain text, by the layout that a text of no file goes through too: a file and a text box give the same.
public struct PlainTextFormat: DocumentFormat {
  public let name = "txt"
  public let fileExtensions = ["txt", "text"]

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    sample.head == nil ? .none : .possible
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    try options.limits.check(source, format: name)
    let encoding = TextEncoding(markOf: source.bytes) ?? .utf8(hasMark: false)
    return PlainTextDocument(
      source: source.bytes, encoding: encoding, text: try encoding.decode(source.bytes, format: name))
  }
}
