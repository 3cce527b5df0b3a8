import Foundation

/// A document that is one XML file: checked, decoded, and with the places of its elements.
package struct XMLSource: Sendable {
  let data: Data
  package let tree: XMLTree
  private let format: String
  private let encoding: TextEncoding
  private let limits: DocumentLimits
  private let allowsDoctype: Bool
  /// The encoding's name in the declaration.
  private let encodingName: Range<Int>?

  /// - Parameter prefixes: the usual prefixes by namespace; see ``XMLTree``.
  package init(
    _ source: DocumentSource, format: String, prefixes: [String: String], limits: DocumentLimits,
    allowsDoctype: Bool = false
  ) throws(DocumentError) {
    try limits.check(source, format: format)
    try XMLCheck.check(source.bytes, format: format, limits: limits, allowsDoctype: allowsDoctype)
    data = source.bytes
    self.format = format
    self.limits = limits
    self.allowsDoctype = allowsDoctype
    encoding = Self.encoding(of: source.bytes)
    let bytes = Array(try encoding.decode(source.bytes, format: format).utf8)
    guard bytes.count < Int(Int32.max) else {
      throw DocumentError(.tooLarge, format: format, reason: "it has \(bytes.count) bytes of text")
    }
    tree = XMLTree(bytes, prefixes: prefixes)
    encodingName = Self.encodingName(in: bytes)
  }

  /// The source with some stretches replaced.
  /// - Throws: ``DocumentError`` where that would be no XML any more: no program could open it.
  func written(_ edits: [SourceEdits.Edit]) throws(DocumentError) -> Data {
    var edits = edits
    if case .named = encoding, let encodingName {
      edits.append(SourceEdits.Edit(range: encodingName, bytes: Array("UTF-8".utf8)))
    }
    let bytes = SourceEdits(tree.bytes, edits).bytes(in: 0..<tree.bytes.count)
    let result = encoding.encode(bytes)
    do {
      try XMLCheck.check(result, format: format, limits: limits, allowsDoctype: allowsDoctype)
    } catch {
      throw DocumentError(
        .unitsLost, format: format, place: error.place,
        reason: "its translation would not be well-formed: \(error.reason)")
    }
    return result
  }

  private static func encoding(of bytes: Data) -> TextEncoding {
    if let marked = TextEncoding(markOf: bytes) { return marked }
    let head = Array(bytes.prefix(200))
    guard let range = encodingName(in: head) else { return .utf8(hasMark: false) }
    let name = String(decoding: head[range], as: UTF8.self)
    return ["utf-8", "utf8", "us-ascii", "ascii"].contains(name.lowercased())
      ? .utf8(hasMark: false) : .named(name)
  }

  private static func encodingName(in bytes: [UInt8]) -> Range<Int>? {
    guard bytes.starts(with: "<?xml".utf8) else { return nil }
    let end = bytes.firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
    let attribute = XMLAttribute.all(in: 0..<end, of: bytes).first {
      bytes[$0.name].elementsEqual("encoding".utf8)
    }
    return attribute?.value
  }
}
