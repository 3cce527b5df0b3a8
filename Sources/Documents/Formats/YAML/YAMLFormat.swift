import Dragoman

/// YAML of any shape: its scalars that are prose. Comments, anchors, tags and the style of each scalar stay; a root
/// that is the source's language code, as Rails has it, becomes the target's.
public struct YAMLFormat: DocumentFormat {
  public let name = "yaml"
  public let fileExtensions = ["yaml", "yml"]

  public init() {}

  /// Nearly any text is YAML: a name has to say so, or a language at its root.
  public func recognition(of sample: DocumentSample) -> Recognition {
    guard let head = sample.head, sample.root == nil else { return .none }
    if head.hasPrefix("%YAML") { return .likely }
    // JSON is YAML, if a name says so.
    if JSONFormat().recognition(of: sample) == .likely { return .likely }
    let lines = head.split(whereSeparator: \.isNewline).lazy.filter { line in
      let start = line.drop { $0 == " " }
      return !start.isEmpty && !start.hasPrefix("#") && line != "---"
    }
    var iterator = lines.makeIterator()
    guard let first = iterator.next() else { return .none }
    if first.hasSuffix(":"), let second = iterator.next(), second.hasPrefix(" "), second.contains(":"),
      ValueReading.language(ofKey: first.dropLast().filter { $0 != "\"" && $0 != "'" }) != nil
    {
      return .likely
    }
    return head.contains(":") || head.contains("- ") ? .possible : .none
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    let text = try ValueReading.text(source, format: name, limits: options.limits)
    let reader = try YAMLReader(text.bytes, format: name, limits: options.limits)
    var edits: [SourceEdits.Edit] = []
    if let root = reader.language, ValueReading.isSource(root.language, options) {
      let code = ValueReading.code(options.target, like: root.code)
      // Norway's code is a truth value.
      edits = [.init(range: root.range, bytes: Array((root.isPlain && code == "no" ? "\"no\"" : code).utf8))]
    }
    return try ValueReading.document(
      .init(
        format: name, data: source.bytes, bytes: text.bytes, slots: reader.slots,
        syntaxes: MessageSyntax.icu(reader.slots.map(\.text)), otherValues: reader.otherValues,
        isCatalogue: reader.language != nil, root: reader.language?.code,
        declaredLanguage: reader.language?.language, languageEdits: edits, encode: text.encode),
      options: options)
  }
}
