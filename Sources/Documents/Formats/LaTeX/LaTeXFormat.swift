import Dragoman

/// LaTeX: prose, headings, captions, footnotes, items and cells. Mathematics, code, definitions and references are left
/// alone; `\input` files are documents of their own.
public struct LaTeXFormat: DocumentFormat {
  public let name = "latex"
  public let fileExtensions = ["tex", "latex", "ltx"]

  public init() {}

  /// A chapter without a preamble may be many things: its name has to say so.
  public func recognition(of sample: DocumentSample) -> Recognition {
    guard sample.archive == nil, !sample.bytes.prefix(8192).contains(0) else { return .none }
    let head = sample.head ?? String(decoding: sample.bytes.prefix(8192), as: UTF8.self)
    guard head.contains("\\") else { return .none }
    // Before the class there are at most comments and commands.
    let first = head.split(whereSeparator: \.isNewline).lazy
      .map { $0.drop(while: \.isWhitespace) }.first { !$0.isEmpty && $0.first != "%" }
    guard first?.first == "\\", !head.hasPrefix("{\\rtf") else { return .possible }
    return head.contains("\\documentclass") || head.contains("\\documentstyle") ? .certain : .possible
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    try options.limits.check(source, format: name)
    let encoding = LaTeXEncoding.encoding(of: source.bytes)
    let text = try encoding.decode(source.bytes, format: name)
    let document = try LaTeXDocument(
      source: source.bytes, encoding: encoding, bytes: Array(text.utf8), options: options)
    try options.limits.check(document.units, format: name)
    return document
  }
}
