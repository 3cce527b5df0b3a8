import Dragoman

/// Whole pages and fragments. Scripts, styles, code and what says `translate="no"` are left alone; the bytes that are
/// not text stay as they are.
public struct HTMLFormat: DocumentFormat {
  public let name = "html"
  public let fileExtensions = ["html", "htm", "xhtml"]
  public let bilingualForm: BilingualForm? = .html

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    if sample.root?.name.lowercased() == "html" { return .certain }
    guard let head = sample.head ?? asASCII(sample) else { return .none }
    let start = head.drop(while: \.isWhitespace).prefix(64).lowercased()
    if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return .certain }
    guard start.hasPrefix("<"), sample.root.map({ !$0.isDeclared && $0.namespace == nil }) ?? true else {
      return .none
    }
    let name = start.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "-" }
    return start.hasPrefix("<!--") || Self.fragments.contains(String(name)) ? .possible : .none
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    try options.limits.check(source, format: name)
    let encoding = HTMLCharset.encoding(of: source.bytes)
    let text = try encoding.decode(source.bytes, format: name)
    let document = HTMLDocument(source: source.bytes, encoding: encoding, text: text, options: options)
    try options.limits.check(document.units, format: name)
    return document
  }

  /// A page in a legacy encoding begins in ASCII.
  private func asASCII(_ sample: DocumentSample) -> String? {
    guard sample.archive == nil, !sample.bytes.prefix(512).contains(0) else { return nil }
    return String(decoding: sample.bytes.prefix(64).prefix { $0 < 0x80 }, as: UTF8.self)
  }

  private static let fragments: Set<String> = HTMLElements.inline.union(HTMLElements.void).union([
    "address", "article", "aside", "blockquote", "body", "div", "dl", "figure", "footer", "form", "h1", "h2",
    "h3",
    "h4", "h5", "h6", "head", "header", "main", "nav", "ol", "p", "pre", "script", "section", "style",
    "table",
    "title", "ul",
  ])
}
