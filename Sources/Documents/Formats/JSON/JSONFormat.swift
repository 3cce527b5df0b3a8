import Dragoman

/// JSON of any shape: its strings that are prose. Of known shapes (ARB, Chrome's messages, FormatJS) what describes the
/// texts is left alone and told to translators.
public struct JSONFormat: DocumentFormat {
  public let name = "json"
  public let fileExtensions = ["json", "arb"]

  /// A document that is read only to be recognised is at most as large.
  private static let readSize = 1 << 20

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    guard let head = sample.head else { return .none }
    let start = head.drop(while: \.isWhitespace)
    guard let first = start.first, first == "{" || first == "[" else { return .none }
    let inside = start.dropFirst().drop(while: \.isWhitespace)
    if first == "{", inside.first == "\"", Self.beginsWithKey(inside) { return .likely }
    if first == "[", inside.first == "{", Self.beginsWithKey(inside.dropFirst().drop(while: \.isWhitespace)) {
      return .likely
    }
    guard sample.bytes.count <= Self.readSize,
      let source = try? ValueReading.text(
        DocumentSource(sample.bytes), format: name, limits: DocumentLimits()),
      (try? JSONReader.read(source.bytes, format: name, limits: DocumentLimits())) != nil
    else { return .none }
    return .likely
  }

  private static func beginsWithKey(_ text: Substring) -> Bool {
    guard text.first == "\"" else { return false }
    var rest = text.dropFirst()
    while let character = rest.popFirst(), character != "\"" {
      if character == "\\" { rest = rest.dropFirst() }
    }
    return rest.drop(while: \.isWhitespace).first == ":"
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    let text = try ValueReading.text(source, format: name, limits: options.limits)
    let root = try JSONReader.read(text.bytes, format: name, limits: options.limits)
    let values = JSONValues(text.bytes, root)
    let texts = values.slots.map(\.text)
    var edits: [SourceEdits.Edit] = []
    if let place = values.language, ValueReading.isSource(place.language, options) {
      edits = place.ranges.map {
        .init(range: $0, bytes: Array(ValueReading.code(options.target, like: place.code).utf8))
      }
    }
    return try ValueReading.document(
      .init(
        format: name, data: source.bytes, bytes: text.bytes, slots: values.slots,
        syntaxes: MessageSyntax.icu(texts, isMessages: values.isARB), otherValues: values.otherValues,
        isCatalogue: values.isCatalogue, root: values.root, declaredLanguage: values.language?.language,
        languageEdits: edits,
        encode: text.encode), options: options)
  }
}
