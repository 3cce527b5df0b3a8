import Dragoman

/// Java's `.properties`: UTF-8, ISO-8859-1, or ASCII with `\u` escapes, as the file is.
public struct PropertiesFormat: DocumentFormat {
  public let name = "properties"
  public let fileExtensions = ["properties"]

  public init() {}

  /// Nearly any text could be one: a name has to say so.
  public func recognition(of sample: DocumentSample) -> Recognition {
    guard sample.archive == nil, sample.root == nil, !sample.bytes.prefix(8192).contains(0) else {
      return .none
    }
    let head = String(decoding: sample.bytes.prefix(8192), as: UTF8.self)
    let first = head.split(whereSeparator: \.isNewline).lazy.map { $0.drop(while: \.isWhitespace) }
      .first { !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix("!") }
    guard let first else { return .none }
    return first.contains("=") || first.contains(":") ? .possible : .none
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    try options.limits.check(source, format: name)
    let isLatin =
      TextEncoding(markOf: source.bytes) == nil && String(validating: source.bytes, as: UTF8.self) == nil
    let text =
      isLatin
      ? (bytes: Latin1.utf8(source.bytes), encode: Latin1.encode)
      : try ValueReading.text(source, format: name, limits: options.limits)
    let isASCII = text.bytes.allSatisfy { $0 < 0x80 } && TextEncoding(markOf: source.bytes) == nil
    let reader = PropertiesReader(
      text.bytes, highest: isASCII ? 0x7F : isLatin ? 0xFF : 0x10FFFF, isCRLF: LineEnd.isCRLF(text.bytes))
    return try ValueReading.document(
      .init(
        format: name, data: source.bytes, bytes: text.bytes, slots: reader.slots,
        syntaxes: MessageSyntax.java(reader.slots.map(\.text)), isCatalogue: true, encode: text.encode),
      options: options)
  }
}
