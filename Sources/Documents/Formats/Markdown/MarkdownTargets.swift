/// Where links, footnotes and addresses end.
enum MarkdownTargets {
  /// Longer ones are text.
  private static let longest = 4096
  /// Parentheses inside each other in a target.
  private static let deepest = 32

  /// Behind `(target "title")`, `[label]` or nothing at `start`, whichever makes a link of the bracket before it.
  static func targetEnd(_ text: [UInt8], label: Range<Int>, at start: Int, labels: Set<String>) -> Int? {
    if start < text.count, text[start] == UInt8(ascii: "("), let end = inlineEnd(text, at: start) {
      return end
    }
    if start < text.count, text[start] == UInt8(ascii: "[") {
      let limit = min(text.count, start + longest)
      if let end = text[start + 1..<max(start + 1, limit)].firstIndex(of: UInt8(ascii: "]")) {
        let reference = end == start + 1 ? label : start + 1..<end
        if isDefined(text, reference, labels) { return end + 1 }
      }
    }
    return isDefined(text, label, labels) ? start : nil
  }

  private static func isDefined(_ text: [UInt8], _ label: Range<Int>, _ labels: Set<String>) -> Bool {
    !labels.isEmpty && label.count < 1000 && !hasBracket(text[label])
      && labels.contains(MarkdownBlocks.folded(text[label]))
  }

  /// An opening bracket without a backslash, which no label has.
  private static func hasBracket(_ label: ArraySlice<UInt8>) -> Bool {
    var index = label.startIndex
    while index < label.endIndex {
      if label[index] == UInt8(ascii: "[") { return true }
      index += label[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return false
  }

  private static func inlineEnd(_ text: [UInt8], at start: Int) -> Int? {
    let limit = min(text.count, start + longest)
    func skipSpace(_ index: inout Int) {
      while index < limit, MarkdownText.isSpace(text[index]) { index += 1 }
    }
    var index = start + 1
    skipSpace(&index)
    if index < limit, text[index] == UInt8(ascii: "<") {
      index += 1
      while index < limit, text[index] != UInt8(ascii: ">"), text[index] != UInt8(ascii: "<"),
        text[index] != 0x0A
      {
        index += text[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      guard index < limit, text[index] == UInt8(ascii: ">") else { return nil }
      index += 1
    } else {
      var depth = 0
      loop: while index < limit, !MarkdownText.isSpace(text[index]) {
        switch text[index] {
        case UInt8(ascii: "\\"): index += 1
        case UInt8(ascii: "("):
          depth += 1
          if depth > deepest { return nil }
        case UInt8(ascii: ")"):
          if depth == 0 { break loop }
          depth -= 1
        default: break
        }
        index += 1
      }
    }
    skipSpace(&index)
    if index < limit, "\"'(".utf8.contains(text[index]) {
      let close = text[index] == UInt8(ascii: "(") ? UInt8(ascii: ")") : text[index]
      index += 1
      while index < limit, text[index] != close { index += text[index] == UInt8(ascii: "\\") ? 2 : 1 }
      guard index < limit else { return nil }
      index += 1
      skipSpace(&index)
    }
    return index < limit && text[index] == UInt8(ascii: ")") ? index + 1 : nil
  }

  /// Behind `[^label]`.
  static func footnoteEnd(_ text: [UInt8], at start: Int) -> Int? {
    guard start + 3 < text.count, text[start + 1] == UInt8(ascii: "^") else { return nil }
    var index = start + 2
    while index < text.count, index - start < 100, text[index] != UInt8(ascii: "]") {
      if MarkdownText.isSpace(text[index]) || text[index] == UInt8(ascii: "[") { return nil }
      index += 1
    }
    return index > start + 2 && index < text.count && text[index] == UInt8(ascii: "]") ? index + 1 : nil
  }

  /// Behind `<https://…>` or `<name@host>`.
  static func autolinkEnd(_ text: [UInt8], at start: Int) -> Int? {
    var index = start + 1
    var mark: UInt8?
    while index < text.count, index - start < longest, text[index] != UInt8(ascii: ">") {
      let byte = text[index]
      if byte <= 0x20 || byte == UInt8(ascii: "<") { return nil }
      if mark == nil, byte == UInt8(ascii: ":") || byte == UInt8(ascii: "@") { mark = byte }
      if mark == nil, !isSchemeByte(byte) { return nil }
      index += 1
    }
    guard index < text.count, text[index] == UInt8(ascii: ">"), mark != nil,
      (text[start + 1] | 0x20) &- 0x61 < 26
    else { return nil }
    return index + 1
  }

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "+.-_".utf8.contains(byte)
  }
}
