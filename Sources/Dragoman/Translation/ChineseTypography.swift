/// Sets a Chinese sentence as it is printed: wide punctuation, and no spaces beside Chinese characters.
///
/// Models write some of both as English does. What is no part of a Chinese phrase keeps its own: figures, foreign
/// words among themselves, protected spans. A sentence without Chinese characters stays as it is.
package struct ChineseTypography {
  /// A scalar of the model's, or a protected span as a whole.
  private enum Unit {
    case scalar(Unicode.Scalar)
    case span(Int)
  }

  private static let wideMarks: [Unicode.Scalar: Unicode.Scalar] = [
    ",": "，", ";": "；", ":": "：", "!": "！", "?": "？",
  ]
  private static let closers = Set("\"”’」』)）]".unicodeScalars)

  private let sentence: RestoredSentence
  private var units: [Unit] = []

  package init(_ sentence: RestoredSentence) {
    self.sentence = sentence
    let placements = sentence.placements
    var offset = 0
    var next = 0
    for scalar in sentence.text.unicodeScalars {
      while next < placements.count, placements[next].range.upperBound <= offset { next += 1 }
      if next == placements.count || offset < placements[next].range.lowerBound {
        units.append(.scalar(scalar))
      } else if offset == placements[next].range.lowerBound {
        units.append(.span(next))
      }
      offset += UTF8.width(scalar)
    }
  }

  /// The sentence with its spans, byte for byte, where they have come to stand.
  package func set() -> RestoredSentence {
    guard units.contains(where: { Self.scalar($0)?.isHan ?? false }) else { return sentence }
    var copy = self
    copy.widenBrackets()
    copy.curlQuotes()
    copy.widenMarks()
    copy.dropSpaces()
    return copy.assembled()
  }

  private func assembled() -> RestoredSentence {
    var text = ""
    var length = 0
    var placements: [RestoredSentence.Placement] = []
    for unit in units {
      switch unit {
      case .scalar(let scalar):
        text.unicodeScalars.append(scalar)
        length += UTF8.width(scalar)
      case .span(let index):
        let span = sentence.placements[index].span
        let end = length + span.text.utf8.count
        placements.append(.init(span: span, range: length..<end))
        text += span.text
        length = end
      }
    }
    return RestoredSentence(
      text: text, placements: placements, missing: sentence.missing, duplicated: sentence.duplicated,
      inserted: sentence.inserted)
  }

  // MARK: - Neighbours

  private static func scalar(_ unit: Unit) -> Unicode.Scalar? {
    if case .scalar(let scalar) = unit { scalar } else { nil }
  }

  private subscript(index: Int) -> Unicode.Scalar? {
    units.indices.contains(index) ? Self.scalar(units[index]) : nil
  }

  /// Whether a look at the neighbours passes over it: a space, a footnote mark, a tag.
  private func isPassedOver(_ index: Int) -> Bool {
    switch units[index] {
    case .scalar(let scalar): scalar == " "
    case .span(let span): [.footnoteMark, .tag].contains(sentence.placements[span].span.kind)
    }
  }

  private func neighbour(before index: Int) -> Int? {
    units[..<index].indices.last { !isPassedOver($0) }
  }

  private func neighbour(after index: Int) -> Int? {
    units[(index + 1)...].indices.first { !isPassedOver($0) }
  }

  private func isWide(_ index: Int?) -> Bool {
    guard let index, let scalar = self[index] else { return false }
    return scalar.isWide || "“”‘’…".unicodeScalars.contains(scalar)
  }

  private func isSpan(_ index: Int?) -> Bool {
    guard let index else { return false }
    return self[index] == nil
  }

  private func hasHan(_ range: Range<Int>) -> Bool {
    units[range].contains { Self.scalar($0)?.isHan ?? false }
  }

  // MARK: - Pairs

  /// `产权组织(WIPO)`; not `第5(b)条`, not `f(x)`.
  private mutating func widenBrackets() {
    // With each open bracket how many Chinese characters stand before it.
    var open: [(start: Int, han: Int)] = []
    var han = 0
    for index in units.indices {
      switch self[index] {
      case "(", "（": open.append((index, han))
      case ")", "）":
        guard let (start, before) = open.popLast(), self[start] == "(" || self[index] == ")" else { continue }
        let isMixed = self[start] == "（" || self[index] == "）"
        guard isMixed || han > before || isPhrase(start + 1..<index) else { continue }
        units[start] = .scalar("（")
        units[index] = .scalar("）")
      case let scalar?: han += scalar.isHan ? 1 : 0
      case nil: break
      }
    }
  }

  /// Whether brackets around foreign words or figures belong to a Chinese phrase.
  private func isPhrase(_ content: Range<Int>) -> Bool {
    if let before = self[content.lowerBound - 2], before.isASCII, before.isLetter { return false }
    let scalars = units[content].prefix(5).compactMap(Self.scalar)
    let isShort = scalars.count == content.count && (1...4).contains(scalars.count)
    let isNumeral = isShort && scalars.allSatisfy { "ivx".unicodeScalars.contains($0) }
    let isNumber = isShort && scalars.count <= 2 && scalars.allSatisfy { $0.isASCII && $0.isDigit }
    let isLetter = isShort && scalars.count == 1 && scalars[0].isLowercaseLetter
    if isNumeral || isNumber || isLetter { return false }
    return isWide(neighbour(before: content.lowerBound - 1)) || isWide(neighbour(after: content.upperBound))
  }

  /// `"草案"` where every mark has its like.
  private mutating func curlQuotes() {
    let marks = units.indices.filter { self[$0] == "\"" }
    guard marks.count.isMultiple(of: 2) else { return }
    for pair in stride(from: 0, to: marks.count, by: 2) {
      let (start, end) = (marks[pair], marks[pair + 1])
      guard hasHan(start..<end) || isWide(neighbour(before: start)) || isWide(neighbour(after: end)) else {
        continue
      }
      units[start] = .scalar("“")
      units[end] = .scalar("”")
    }
  }

  // MARK: - Marks

  private mutating func widenMarks() {
    var index = 0
    while index < units.count {
      if let mark = self[index], let wide = Self.wideMarks[mark], isChinesePause(at: index) {
        units[index] = .scalar(wide)
      } else if self[index] == "." {
        var end = index
        while self[end] == "." { end += 1 }
        if end - index >= 3, isWide(neighbour(before: index)) || isWide(neighbour(after: end - 1)) {
          units.replaceSubrange(index..<end, with: [.scalar("…"), .scalar("…")])
          end = index + 2
        } else if end - index == 1, isFullStop(at: index) {
          units[index] = .scalar("。")
        }
        index = end
        continue
      }
      index += 1
    }
  }

  /// Not the comma of `3,000`, the colon of `10:30`, the comma of `Smith, J.`.
  private func isChinesePause(at index: Int) -> Bool {
    guard let before = neighbour(before: index) else { return false }
    let after = neighbour(after: index)
    return isWide(before) || isWide(after) || isSpan(before) && isSpan(after) || endsHere(index)
  }

  private func isFullStop(at index: Int) -> Bool {
    guard let before = neighbour(before: index) else { return false }
    if isWide(before) {
      // A stop that is there already, and 文件.docx.
      if "。！？；：，、…".unicodeScalars.contains(self[before] ?? " ") { return false }
      guard index + 1 < units.count, !isPassedOver(index + 1) else { return true }
      return self[index + 1].map { !$0.isASCII || Self.closers.contains($0) } ?? false
    }
    guard endsHere(index) else { return false }
    guard let last = self[before], last.isLetter else { return true }
    let word = units[...before].reversed().prefix {
      Self.scalar($0).map { $0.isLetter || $0 == "." } ?? false
    }
    .compactMap(Self.scalar)
    // `Ltd.` and `U.S.` keep theirs.
    return !word.contains(".") && (word.count > 3 || word.count > 1 && word.allSatisfy(\.isUppercaseLetter))
  }

  /// Whether nothing but closing marks follows.
  private func endsHere(_ index: Int) -> Bool {
    units[(index + 1)...].indices.allSatisfy { place in
      isPassedOver(place) || self[place].map(Self.closers.contains) ?? false
    }
  }

  // MARK: - Spaces

  private mutating func dropSpaces() {
    var kept: [Unit] = []
    var index = 0
    while index < units.count {
      let start = index
      while self[index] == " " { index += 1 }
      let touchesWide = self[start - 1]?.isWide ?? false || self[index]?.isWide ?? false
      if !touchesWide { kept += units[start..<index] }
      guard index < units.count else { break }
      kept.append(units[index])
      index += 1
    }
    units = kept
  }
}
