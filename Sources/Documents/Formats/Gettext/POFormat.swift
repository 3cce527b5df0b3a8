import Dragoman
import Foundation

/// Catalogues of gettext (`.po`, `.pot`). Entries without a translation, or with a fuzzy one, are filled and marked
/// fuzzy: that is how gettext says that a translation waits for somebody's eye, and `msgfmt --use-fuzzy` compiles them
/// unseen. The header says the new language and its plurals.
public struct POFormat: DocumentFormat {
  public let name = "po"
  public let fileExtensions = ["po", "pot"]

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    guard sample.archive == nil, !sample.bytes.prefix(512).contains(0) else { return .none }
    // Licences come first, in comments that may be long.
    var bytes = sample.bytes.prefix(1 << 16)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let line = line.drop { $0 == 0x20 || $0 == 0x09 }
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      guard line.starts(with: "msgid".utf8) || line.starts(with: "msgctxt".utf8) else { return .none }
      return line.contains(UInt8(ascii: "\"")) ? .certain : .none
    }
    return .none
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    try options.limits.check(source, format: name)
    let encoding = Self.encoding(of: source.bytes)
    let bytes = Array(try encoding.decode(source.bytes, format: name).utf8)
    let entries = try POReader.read(bytes, format: name)
    guard !entries.isEmpty || source.bytes.isEmpty else {
      throw DocumentError(.damaged, format: name, place: .line(1), reason: "has no entries")
    }
    let document = PODocument(source.bytes, encoding, bytes, entries, options: options)
    try options.limits.check(document.units, format: name)
    return document
  }

  /// The one that the header names.
  private static func encoding(of bytes: Data) -> TextEncoding {
    if let marked = TextEncoding(markOf: bytes) { return marked }
    guard let place = encodingName(in: bytes) else { return .utf8(hasMark: false) }
    let name = String(decoding: bytes[place], as: UTF8.self)
    let isUTF8 = ["", "utf-8", "utf8", "ascii", "us-ascii", "charset"].contains(name.lowercased())
    return isUTF8 ? .utf8(hasMark: false) : .named(name)
  }
  /// Where the first name of an encoding is.
  private static func encodingName(in bytes: Data) -> Range<Data.Index>? {
    guard let mark = bytes.prefix(1 << 16).range(of: Data("charset=".utf8)) else { return nil }
    let name = bytes[mark.upperBound...].prefix(40).prefix {
      (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2D || $0 == 0x5F
    }
    return mark.upperBound..<name.endIndex
  }

  /// A catalogue in UTF-8 that says so, wherever it named its encoding before.
  static func namingUTF8(_ bytes: Data) -> Data {
    guard case .named = encoding(of: bytes), let place = encodingName(in: bytes) else { return bytes }
    var bytes = bytes
    bytes.replaceSubrange(place, with: Data("UTF-8".utf8))
    return bytes
  }
}
