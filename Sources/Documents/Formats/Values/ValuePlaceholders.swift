/// Placeholders that only files of keys and values have: the engine knows `{name}`, `%s` and `${x}` by itself.
enum ValuePlaceholders {
  private static let longest = 128

  /// Where the placeholder that begins at `start` ends; nil where there is none.
  static func end(_ bytes: [UInt8], at start: Int, end: Int) -> Int? {
    let end = min(end, start + longest)
    switch bytes[start] {
    case UInt8(ascii: "%"):
      // `%{name}` and `%<name>s` of Ruby, `%#@files@` of Apple.
      if has("%{", bytes, start, end) { return close(UInt8(ascii: "}"), bytes, start + 2, end) }
      if has("%<", bytes, start, end), let name = close(UInt8(ascii: ">"), bytes, start + 2, end) {
        var position = name
        while position < end, bytes[position] &- 0x30 < 10 || bytes[position] == 0x2E { position += 1 }
        return position < end && isLetter(bytes[position]) ? position + 1 : name
      }
      if has("%#@", bytes, start, end) { return close(UInt8(ascii: "@"), bytes, start + 3, end) }
      if start + 3 < end, bytes[start + 1] &- 0x31 < 9, has("$#@", bytes, start + 2, end) {
        return close(UInt8(ascii: "@"), bytes, start + 5, end)
      }
      return nil
    case UInt8(ascii: "$"):
      // `$t(key)` of i18next, `$NAME$` of Chrome.
      if has("$t(", bytes, start, end) {
        var position = start + 3
        while position < end, bytes[position] != UInt8(ascii: ")"), bytes[position] >= 0x20 { position += 1 }
        return position < end && bytes[position] == UInt8(ascii: ")") ? position + 1 : nil
      }
      return close(UInt8(ascii: "$"), bytes, start + 1, end)
    case UInt8(ascii: "@"):
      // `@:key` and `@.lower:key` of vue-i18n.
      guard has("@:", bytes, start, end) || has("@.", bytes, start, end) else { return nil }
      var position = start + 2
      while position < end, isName(bytes[position]) || bytes[position] == 0x3A { position += 1 }
      while position > start, bytes[position - 1] == 0x2E || bytes[position - 1] == 0x3A { position -= 1 }
      return position > start + 2 ? position : nil
    case UInt8(ascii: "#"):
      return has("#{", bytes, start, end) ? close(UInt8(ascii: "}"), bytes, start + 2, end) : nil
    default: return nil
    }
  }

  /// Behind `mark` where only a name stands before it.
  private static func close(_ mark: UInt8, _ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
    var position = start
    while position < end, isName(bytes[position]) { position += 1 }
    return position > start && position < end && bytes[position] == mark ? position + 1 : nil
  }

  private static func has(_ text: StaticString, _ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    return start + count <= end && text.withUTF8Buffer { $0.elementsEqual(bytes[start..<start + count]) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  private static func isName(_ byte: UInt8) -> Bool {
    isLetter(byte) || byte &- 0x30 < 10 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "-")
  }
}
