import Dragoman

/// Apple's `.strings`: UTF-8 or UTF-16; comments are told to translators.
public struct AppleStringsFormat: DocumentFormat {
  public let name = "strings"
  public let fileExtensions = ["strings"]

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    guard let head = sample.head, sample.root == nil, head.contains(";"), head.contains("=") else {
      return .none
    }
    var scanner = AppleStringsReader(Array(head.utf8))
    scanner.readAll()
    return scanner.slots.contains { $0.isQuoted } ? .likely : .none
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    let text = try ValueReading.text(source, format: name, limits: options.limits)
    var reader = AppleStringsReader(text.bytes)
    reader.readAll()
    if let place = reader.damage {
      let line = 1 + text.bytes.prefix(place).count { $0 == 0x0A }
      throw DocumentError(
        .damaged, format: name, place: .line(line), reason: "is no pair of a key and a value")
    }
    let slots = reader.slots.map(\.slot)
    return try ValueReading.document(
      .init(
        format: name, data: source.bytes, bytes: text.bytes, slots: slots,
        syntaxes: MessageSyntax.icu(slots.map(\.text)), isCatalogue: true, encode: text.encode),
      options: options)
  }
}
