extension MarkdownLines {
  /// A place in a line, behind the white space there.
  struct Cursor {
    private let bytes: [UInt8]
    private var position: Int
    let end: Int
    /// Counted from 0; tabs go to the next multiple of four.
    private(set) var column = 0
    /// Where marks like a thematic break's were found to end in something else.
    private var breakFailure = -1

    init(_ bytes: [UInt8], _ line: Range<Int>) {
      self.bytes = bytes
      position = line.lowerBound
      end = line.upperBound
      skipSpace()
    }

    var rest: Range<Int> { position..<end }
    var isBlank: Bool { position == end }

    private subscript(index: Int) -> UInt8 { index < end ? bytes[index] : 0x0A }

    private mutating func step() {
      column += self[position] == 0x09 ? 4 - column % 4 : 1
      position += 1
    }

    private mutating func skipSpace() {
      while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { step() }
    }

    func has(_ text: StaticString) -> Bool {
      text.withUTF8Buffer { bytes[position..<end].starts(with: $0) }
    }

    /// Whether a formula that begins here ends in the same line.
    var closesMath: Bool {
      guard end - position >= 4 else { return false }
      return (position + 2..<end - 1).contains { bytes[$0] == 0x24 && bytes[$0 + 1] == 0x24 }
    }

    // MARK: - Containers

    /// - Parameter column: the last at which the mark may stand.
    mutating func takeQuote(within column: Int) -> Bool {
      guard self.column <= column, self[position] == UInt8(ascii: ">"), position < end else { return false }
      step()
      skipSpace()
      return true
    }

    /// A list marker: the columns of the marker and of what follows it.
    ///
    /// - Parameter interrupting: a paragraph, which an empty item or one that is not the first cannot.
    mutating func takeItem(interrupting: Bool) -> (marker: Int, content: Int)? {
      var markEnd = position
      if "-+*".utf8.contains(self[position]) {
        markEnd += 1
      } else {
        while self[markEnd] &- 0x30 < 10, markEnd - position < 9 { markEnd += 1 }
        guard markEnd > position, self[markEnd] == UInt8(ascii: ".") || self[markEnd] == UInt8(ascii: ")")
        else {
          return nil
        }
        if interrupting, !(markEnd == position + 1 && self[position] == UInt8(ascii: "1")) { return nil }
        markEnd += 1
      }
      guard MarkdownText.isSpace(self[markEnd]) else { return nil }
      if interrupting, bytes[min(markEnd, end)..<end].allSatisfy(MarkdownText.isSpace) { return nil }
      let marker = column
      while position < markEnd { step() }
      let behind = column
      skipSpace()
      // Five spaces and more are code in the item.
      let isNear = !isBlank && column - behind <= 4
      return (marker, isNear ? column : behind + 1)
    }

    mutating func takeCheckbox() {
      guard self[position] == UInt8(ascii: "["), self[position + 2] == UInt8(ascii: "]"),
        " xX".utf8.contains(self[position + 1]), MarkdownText.isSpace(self[position + 3]), position + 3 < end
      else { return }
      for _ in 0..<3 { step() }
      skipSpace()
    }

    // MARK: - Blocks

    /// Three or more backticks or tildes; bare where nothing follows.
    var fence: (mark: UInt8, count: Int, isBare: Bool)? {
      let mark = self[position]
      guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
      var index = position
      while self[index] == mark { index += 1 }
      let info = bytes[index..<end]
      guard index - position >= 3, mark != UInt8(ascii: "`") || !info.contains(mark) else { return nil }
      return (mark, index - position, info.allSatisfy(MarkdownText.isSpace))
    }

    /// The text of a heading with number signs.
    var heading: Range<Int>? {
      var start = position
      while self[start] == UInt8(ascii: "#") { start += 1 }
      guard (1...6).contains(start - position), MarkdownText.isSpace(self[start]) else { return nil }
      while start < end, MarkdownText.isSpace(bytes[start]) { start += 1 }
      var last = end
      while last > start, MarkdownText.isSpace(bytes[last - 1]) { last -= 1 }
      var marks = last
      while marks > start, bytes[marks - 1] == UInt8(ascii: "#") { marks -= 1 }
      if marks == start { return start..<start }
      if MarkdownText.isSpace(bytes[marks - 1]) {
        last = marks
        while last > start, MarkdownText.isSpace(bytes[last - 1]) { last -= 1 }
      }
      return start..<last
    }

    /// The line below a heading.
    var isSetext: Bool {
      let line = bytes[position..<end].split(whereSeparator: MarkdownText.isSpace)
      guard line.count == 1, let marks = line.first, let first = marks.first else { return false }
      return (first == UInt8(ascii: "=") || first == UInt8(ascii: "-")) && marks.allSatisfy { $0 == first }
    }

    /// Asked at each marker of a line: what was once looked for in vain is not looked for again.
    var isThematicBreak: Bool {
      mutating get {
        let mark = self[position]
        guard "-*_".utf8.contains(mark), position >= breakFailure else { return false }
        var count = 0
        for index in position..<end where !MarkdownText.isSpace(bytes[index]) {
          guard bytes[index] == mark else {
            breakFailure = index
            return false
          }
          count += 1
        }
        return count >= 3
      }
    }

    /// `[label]:` of a link or, as `[^label]:`, of a footnote; `end` is where its content begins.
    var definition: (label: Range<Int>, isFootnote: Bool, end: Int)? {
      guard self[position] == UInt8(ascii: "[") else { return nil }
      var index = position + 1
      while index < end, bytes[index] != UInt8(ascii: "]"), bytes[index] != UInt8(ascii: "[") {
        index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      guard index < end, index > position + 1, bytes[index] == UInt8(ascii: "]"),
        self[index + 1] == UInt8(ascii: ":")
      else { return nil }
      var content = index + 2
      while content < end, MarkdownText.isSpace(bytes[content]) { content += 1 }
      return (position + 1..<index, bytes[position + 1] == UInt8(ascii: "^"), min(content, end))
    }
  }
}
