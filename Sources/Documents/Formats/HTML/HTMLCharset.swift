import Foundation

/// The encoding that a page names for itself.
enum HTMLCharset {
  /// Pages name their encoding within these first bytes.
  private static let searched = 4096

  /// By byte order mark, else by `meta`; UTF-8 where nothing is said.
  static func encoding(of data: Data) -> TextEncoding {
    if let marked = TextEncoding(markOf: data) { return marked }
    let head = Array(data.prefix(searched))
    for token in HTMLTokenizer.tokens(of: head) {
      guard case .start("meta", let attributes, _) = token.kind else { continue }
      guard let range = nameRanges(of: attributes, in: head).first else { continue }
      return encoding(named: String(decoding: head[range], as: UTF8.self))
    }
    return .utf8(hasMark: false)
  }

  /// Where a `meta` names an encoding: in `charset`, and in the `content` of what stands for a header `Content-Type`; what
  /// other contents say of one is text.
  static func nameRanges(of attributes: [HTMLToken.Attribute], in bytes: [UInt8]) -> [Range<Int>] {
    func value(_ name: String) -> Range<Int>? { attributes.first { $0.name == name && $0.hasValue }?.value }
    let isHeader = value("http-equiv").map {
      String(decoding: bytes[$0], as: UTF8.self).trimmingCharacters(in: .whitespaces).lowercased()
        == "content-type"
    }
    let content = isHeader == true ? value("content").flatMap { nameRange(in: $0, of: bytes) } : nil
    return [value("charset"), content].compactMap(\.self)
  }

  /// Where a `charset=` in a value has its name.
  private static func nameRange(in value: Range<Int>, of bytes: [UInt8]) -> Range<Int>? {
    let mark = Array("charset=".utf8)
    var start = value.lowerBound
    while start + mark.count < value.upperBound {
      if bytes[start..<start + mark.count].lazy.map({ $0 == 0x3D ? $0 : $0 | 0x20 }).elementsEqual(mark) {
        let name = start + mark.count
        var end = name
        while end < value.upperBound, !" ;\t\n\"'".utf8.contains(bytes[end]) { end += 1 }
        return name < end ? name..<end : nil
      }
      start += 1
    }
    return nil
  }

  /// Browsers read `iso-8859-1` as its superset, and `gb2312` as GB18030.
  private static func encoding(named name: String) -> TextEncoding {
    switch name.trimmingCharacters(in: .whitespaces).lowercased() {
    case "utf-8", "utf8", "": .utf8(hasMark: false)
    case "utf-16", "utf-16le", "utf-16be": .utf8(hasMark: false)
    case "iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii", "windows-1252": .named("WINDOWS-1252")
    case "gb2312", "gbk", "gb_2312-80", "x-gbk": .named("GB18030")
    case "shift_jis", "shift-jis", "x-sjis": .named("CP932")
    case "ks_c_5601-1987", "euc-kr": .named("CP949")
    case "big5": .named("BIG5-HKSCS")
    case let name: .named(name.uppercased())
    }
  }
}
