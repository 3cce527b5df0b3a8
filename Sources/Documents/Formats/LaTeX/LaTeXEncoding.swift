import Foundation

/// The encoding of a source, as its bytes or its preamble say.
enum LaTeXEncoding {
  /// Where the name of an encoding is looked for.
  private static let searched = 65_536

  static func encoding(of bytes: Data) -> TextEncoding {
    if let marked = TextEncoding(markOf: bytes) { return marked }
    if String(validating: bytes, as: UTF8.self) != nil { return .utf8(hasMark: false) }
    let head = Array(bytes.prefix(searched))
    guard let option = optionRange(in: head) else { return .utf8(hasMark: false) }
    return names[String(decoding: head[option], as: UTF8.self)].map { .named($0) } ?? .utf8(hasMark: false)
  }

  /// Where `\usepackage[latin1]{inputenc}` has its option; nil for UTF-8 and where none is named.
  static func optionRange(in bytes: [UInt8]) -> Range<Int>? {
    for package in LaTeXPreamble.packages(in: bytes, named: "inputenc") {
      guard let options = package.options else { continue }
      for range in LaTeXPreamble.list(options, in: bytes) {
        if names[String(decoding: bytes[range], as: UTF8.self)] != nil { return range }
      }
    }
    return nil
  }

  /// As inputenc and iconv call them.
  private static let names: [String: String] = [
    "latin1": "ISO-8859-1", "latin2": "ISO-8859-2", "latin3": "ISO-8859-3", "latin4": "ISO-8859-4",
    "latin5": "ISO-8859-9", "latin9": "ISO-8859-15", "latin10": "ISO-8859-16", "ansinew": "WINDOWS-1252",
    "cp1250": "WINDOWS-1250", "cp1251": "WINDOWS-1251", "cp1252": "WINDOWS-1252", "cp1257": "WINDOWS-1257",
    "cp437": "CP437", "cp850": "CP850", "cp852": "CP852", "cp866": "CP866", "applemac": "MACINTOSH",
    "koi8-r": "KOI8-R", "koi8-u": "KOI8-U", "iso88595": "ISO-8859-5", "ascii": "WINDOWS-1252",
  ]
}
