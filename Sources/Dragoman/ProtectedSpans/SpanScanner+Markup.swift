/// Placeholders, tags, code and footnote marks.
extension SpanScanner {
  func placeholderEnd(at start: Int) -> Int? {
    switch bytes[start] {
    case UInt8(ascii: "{"): bracedEnd(at: start)
    case UInt8(ascii: "$"): dollarEnd(at: start)
    case UInt8(ascii: "%"): percentEnd(at: start)
    default: entityEnd(at: start)
    }
  }

  /// `{name}`, `{0:N2}`, `{}`, `{{ user.name }}`, `{% if x %}`.
  private func bracedEnd(at start: Int) -> Int? {
    if has("{{", at: start) || has("{%", at: start) {
      let close = self[start + 1] == UInt8(ascii: "%") ? UInt8(ascii: "%") : UInt8(ascii: "}")
      let content = runEnd(from: start + 2, limit: 128) {
        $0 >= 0x20 && $0 != close && $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "}")
      }
      guard content > start + 2, self[content] == close, self[content + 1] == UInt8(ascii: "}") else {
        return nil
      }
      return self[content + 2] == UInt8(ascii: "}") && has("{{{", at: start - 1) ? content + 3 : content + 2
    }
    let name = runEnd(from: start + 1, limit: 64) { $0.isWordByte || $0 == UInt8(ascii: ".") }
    let end = runEnd(from: name, limit: 32) {
      $0.isASCIIAlphanumeric || ":!<>^+-=#.,%_[]".utf8.contains($0)
    }
    guard self[end] == UInt8(ascii: "}") else { return nil }
    let isFormat =
      end == name
      || [UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: ","), UInt8(ascii: "[")]
        .contains(self[name])
    return isFormat ? end + 1 : nil
  }

  /// `${HOME}`, `$VAR`, `$(name)`; a price such as `$100` is none.
  private func dollarEnd(at start: Int) -> Int? {
    if self[start + 1] == UInt8(ascii: "{") || self[start + 1] == UInt8(ascii: "(") {
      let close = self[start + 1] == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
      let content = runEnd(from: start + 2, limit: 128) {
        $0 > 0x20 && $0 < 0x7F && $0 != close && $0 != 0x7B
      }
      return content > start + 2 && self[content] == close ? content + 1 : nil
    }
    guard !self[start - 1].isWordByte, self[start + 1].isASCIILetter || self[start + 1] == UInt8(ascii: "_")
    else {
      return nil
    }
    let end = runEnd(from: start + 1, limit: 64) { $0.isWordByte }
    return end - start >= 3 ? end : nil
  }

  /// `%s`, `%1$d`, `%.2f`, `%@`, `%(count)d`, `%1`, `%PATH%`; the percent sign after a number is none.
  private func percentEnd(at start: Int) -> Int? {
    guard !self[start - 1].isASCIIDigit else { return nil }
    var position = start + 1
    if self[position] == UInt8(ascii: "(") {
      let name = runEnd(from: position + 1, limit: 64) { $0.isWordByte || $0 == UInt8(ascii: ".") }
      guard name > position + 1, self[name] == UInt8(ascii: ")") else { return nil }
      position = name + 1
    }
    if self[position].isASCIIUppercase {
      let name = runEnd(from: position, limit: 32) { $0.isASCIIUppercase || $0 == UInt8(ascii: "_") }
      if name - position >= 2, self[name] == UInt8(ascii: "%") { return name + 1 }
    }
    position = runEnd(from: position, limit: 16) { $0.isASCIIDigit || ".$+-*#".utf8.contains($0) }
    let number = position
    position = runEnd(from: position, limit: 2) { "lhzqLjt".utf8.contains($0) }
    if self[position] == UInt8(ascii: "@") { return position + 1 }
    if "diouxXeEfFgGcsSpn".utf8.contains(self[position]) {
      return self[position + 1].isWordByte ? nil : position + 1
    }
    let isArgument =
      number > start + 1 && number - start <= 3 && bytes[start + 1..<number].allSatisfy(\.isASCIIDigit)
    return isArgument && !self[number].isWordByte ? number : nil
  }

  /// `&nbsp;`, `&#160;`, `&#x2014;`.
  private func entityEnd(at start: Int) -> Int? {
    let name = self[start + 1] == UInt8(ascii: "#") ? start + 2 : start + 1
    let end = runEnd(from: name, limit: 10) { $0.isASCIIAlphanumeric }
    return end - name >= 2 && self[end] == UInt8(ascii: ";") ? end + 1 : nil
  }

  // MARK: - Tags

  /// `<b>`, `</b>`, `<x id="1"/>`: a name, attributes that have values, and the closing bracket.
  func tagEnd(at start: Int) -> Int? {
    guard !self[start - 1].isASCIIDigit else { return nil }
    let bound = min(bytes.count, start + 512)
    let isClosing = self[start + 1] == UInt8(ascii: "/")
    let name = isClosing ? start + 2 : start + 1
    guard self[name].isASCIILetter else { return nil }
    var position = runEnd(from: name, limit: 64, while: isTagNameByte)
    while position < bound {
      position = runEnd(from: position, limit: 64) { $0.isASCIISpace }
      if self[position] == UInt8(ascii: ">") { return position + 1 }
      if has("/>", at: position) { return position + 2 }
      guard !isClosing, self[position].isASCIILetter, self[position - 1].isASCIISpace else { return nil }
      let attribute = runEnd(from: position, limit: 64, while: isTagNameByte)
      guard self[attribute] == UInt8(ascii: "="),
        let value = attributeValueEnd(at: attribute + 1, bound: bound)
      else {
        return nil
      }
      position = value
    }
    return nil
  }

  private func attributeValueEnd(at start: Int, bound: Int) -> Int? {
    let quote = self[start]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let end = runEnd(from: start, limit: 64, while: isTagNameByte)
      return end > start ? end : nil
    }
    let end = runEnd(from: start + 1, limit: max(0, bound - start - 1)) { $0 != quote }
    return end < bound && self[end] == quote ? end + 1 : nil
  }

  private func isTagNameByte(_ byte: UInt8) -> Bool {
    byte.isWordByte || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
  }

  // MARK: - Code and marks

  /// Text between equal runs of backticks on one line.
  func codeEnd(at start: Int) -> Int? {
    let open = runEnd(from: start) { $0 == UInt8(ascii: "`") }
    let length = open - start
    guard length <= 3 else { return nil }
    var position = open
    let bound = min(bytes.count, open + 1024)
    while position < bound, self[position] != 0x0A {
      guard self[position] == UInt8(ascii: "`") else {
        position += 1
        continue
      }
      let close = runEnd(from: position) { $0 == UInt8(ascii: "`") }
      if close - position == length { return close }
      position = close
    }
    return nil
  }

  /// `[footnoteRef:2]`, `[^3]`, `[12]`, `[1, 2]`, `［3］`, and superscript digits
  /// that follow no letter or digit.
  func footnoteMarkEnd(at start: Int) -> Int? {
    if has("[", at: start) { return bracketedMarkEnd(at: start) }
    if self[start] == 0xEF {
      guard self[start + 1] == 0xBC, self[start + 2] == 0xBB else { return nil }
      let digits = runEnd(from: start + 3, limit: 3) { $0.isASCIIDigit }
      let closes = self[digits] == 0xEF && self[digits + 1] == 0xBC && self[digits + 2] == 0xBD
      return digits > start + 3 && closes ? digits + 3 : nil
    }
    guard !self[start - 1].isASCIIAlphanumeric, superscriptEnd(at: start) != nil else { return nil }
    var end = start
    while end - start < 12, let next = superscriptEnd(at: end) { end = next }
    return end
  }

  private func bracketedMarkEnd(at start: Int) -> Int? {
    var position = start + 1
    if self[position] == UInt8(ascii: "^") {
      let label = runEnd(from: position + 1, limit: 32) { $0.isWordByte || $0 == UInt8(ascii: "-") }
      return label > position + 1 && self[label] == UInt8(ascii: "]") ? label + 1 : nil
    }
    for word in ["footnoteref:", "endnoteref:", "footnote:"] as [StaticString]
    where has(word, at: position, ignoringCase: true) {
      position += word.utf8CodeUnitCount
    }
    let isNamed = position > start + 1
    // At most six numbers of three digits each: `[2019]` is a year.
    for _ in 0..<6 {
      let number = runEnd(from: position, limit: 5) { $0.isASCIIDigit }
      guard number > position, number - position <= (isNamed ? 5 : 3) else { return nil }
      if self[number] == UInt8(ascii: "]") { return number + 1 }
      guard self[number] == UInt8(ascii: ",") || self[number] == UInt8(ascii: "-") else { return nil }
      position = self[number + 1] == 0x20 ? number + 2 : number + 1
    }
    return nil
  }

  private func superscriptEnd(at start: Int) -> Int? {
    if self[start] == 0xC2, [0xB9, 0xB2, 0xB3].contains(self[start + 1]) { return start + 2 }
    // U+2070, U+2074...U+2079
    let last = self[start + 2]
    let isRaised =
      self[start] == 0xE2 && self[start + 1] == 0x81 && (last == 0xB0 || (0xB4...0xB9).contains(last))
    return isRaised ? start + 3 : nil
  }
}
