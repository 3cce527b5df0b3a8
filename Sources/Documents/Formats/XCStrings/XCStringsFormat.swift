import Dragoman

/// Xcode's string catalogues: texts that lack the target language get it, to be reviewed. Whatever else is in the
/// catalogue stays as it is.
public struct XCStringsFormat: DocumentFormat {
  public let name = "xcstrings"
  public let fileExtensions = ["xcstrings"]

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    guard let head = sample.head, head.drop(while: \.isWhitespace).first == "{" else { return .none }
    return head.contains("\"sourceLanguage\"") && head.contains("\"strings\"") ? .certain : .none
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    let text = try ValueReading.text(source, format: name, limits: options.limits)
    let root = try JSONReader.read(text.bytes, format: name, limits: options.limits)
    guard case .object(let strings, _)? = root["strings"], let language = root["sourceLanguage"]?.stringRange
    else {
      throw DocumentError(
        .damaged, format: name, place: .line(1), reason: "has no sourceLanguage or no strings")
    }
    let reader = XCStringsReader(
      text.bytes, strings, source: JSONReader.text(text.bytes, language), options: options)
    guard reader.slots.count <= options.limits.units else {
      throw DocumentError(
        .tooLarge, format: name,
        reason: "it has \(reader.slots.count) texts, and the limit is \(options.limits.units)")
    }
    let values = ValueDocument.Source(
      format: name, data: source.bytes, bytes: text.bytes, slots: reader.slots,
      syntaxes: Array(repeating: .none, count: reader.slots.count), isCatalogue: true,
      declaredLanguage: try? LanguageTag(reader.source), encode: text.encode)
    let document = XCStringsDocument(
      values, entries: reader.entries, style: XCStringsStyle(text.bytes, root), options: options)
    try options.limits.check(document.units, format: name)
    return document
  }
}
