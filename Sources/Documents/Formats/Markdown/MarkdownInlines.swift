/// Reads the text of a block: emphasis, code, links, images, footnotes, breaks and inline HTML become tags.
struct MarkdownInlines {
  struct Item {
    enum Kind {
      case text
      case open(String)
      case close(String)
      /// The end of a link whose text is its label as well: a translation has to name that.
      case closeLabelled(String, label: [UInt8])
      case standalone
      case literal(String)
      case lineBreak
      case gone
    }

    var kind: Kind
    /// In the joined lines.
    var range: Range<Int>
  }

  /// Times that a whole text is read for ends of tags that are not there; behind that `<` is a character.
  private static let mostVainReadings = 20

  /// The lines joined by line feeds.
  let text: [UInt8]
  /// Where each byte of `text`, and its end, is in the source.
  private let origin: [Int]
  private let labels: Set<String>
  var items: [Item] = []
  var delimiters: [MarkdownDelimiter] = []
  private var brackets: [(item: Int, delimiter: Int, isImage: Bool)] = []
  /// Brackets below this are those of no link: one has come to stand inside them.
  private var firstActive = 0
  private var position = 0
  private var nextName = 0
  /// By length: the runs of backticks that begin behind the position, last first.
  private var backticks: [Int: [Int]] = [:]
  private var lastClosingAngle = -1
  /// How much was read of tags that have no end, in all.
  private var readInVain = 0
  /// Where images have their descriptions in the source.
  private(set) var descriptions: [Range<Int>] = []

  init(_ bytes: [UInt8], lines: [Range<Int>], labels: Set<String>) {
    var text: [UInt8] = []
    var origin: [Int] = []
    for (number, line) in lines.enumerated() {
      if number > 0 {
        text.append(0x0A)
        origin.append(lines[number - 1].upperBound)
      }
      text += bytes[line]
      origin += Array(line)
    }
    origin.append(lines.last?.upperBound ?? 0)
    self.text = text
    self.origin = origin
    self.labels = labels
  }

  /// What the block says, in order.
  mutating func read() -> InlineBuilder {
    findBackticks()
    lastClosingAngle = text.lastIndex(of: UInt8(ascii: ">")) ?? -1
    while position < text.count { readItem() }
    resolveDelimiters(from: 0)
    return build()
  }

  mutating func name(_ kind: String) -> String {
    nextName += 1
    return "\(kind) \(nextName)"
  }

  private func source(_ range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return origin[range.lowerBound]..<origin[range.lowerBound] }
    return origin[range.lowerBound]..<origin[range.upperBound - 1] + 1
  }

  // MARK: - Items

  private mutating func add(_ kind: Item.Kind, to end: Int) {
    items.append(Item(kind: kind, range: position..<end))
    position = end
  }

  private mutating func readItem() {
    switch text[position] {
    case UInt8(ascii: "`"): readCode()
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): readDelimiter()
    case UInt8(ascii: "["): readBracket()
    case UInt8(ascii: "!") where position + 1 < text.count && text[position + 1] == UInt8(ascii: "["):
      brackets.append((items.count, delimiters.count, true))
      add(.text, to: position + 2)
    case UInt8(ascii: "]"): closeBracket()
    case UInt8(ascii: "<"): readAngle()
    case UInt8(ascii: "\\") where position + 1 < text.count && text[position + 1] == 0x0A:
      add(.lineBreak, to: position + 2)
    case UInt8(ascii: " "): readSpaces()
    default:
      let place = MarkdownText.character(of: text, at: position, end: text.count)
      add(.text, to: place?.range.upperBound ?? position + 1)
    }
  }

  private mutating func readSpaces() {
    var end = position
    while end < text.count, text[end] == 0x20 { end += 1 }
    add(end - position >= 2 && end < text.count && text[end] == 0x0A ? .lineBreak : .text, to: end)
    if case .lineBreak? = items.last?.kind {
      items[items.count - 1].range = items[items.count - 1].range.lowerBound..<end + 1
      position = end + 1
    }
  }

  private mutating func findBackticks() {
    var index = 0
    var runs: [Int: [Int]] = [:]
    while index < text.count {
      guard text[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      let start = index
      while index < text.count, text[index] == UInt8(ascii: "`") { index += 1 }
      runs[index - start, default: []].append(start)
    }
    backticks = runs.mapValues { $0.reversed() }
  }

  private mutating func readCode() {
    var end = position
    while end < text.count, text[end] == UInt8(ascii: "`") { end += 1 }
    let count = end - position
    while let next = backticks[count]?.last, next <= position { backticks[count]?.removeLast() }
    guard let close = backticks[count]?.last else { return add(.text, to: end) }
    var content = String(decoding: text[end..<close], as: UTF8.self).split(whereSeparator: \.isNewline)
      .joined(separator: " ")
    if content.hasPrefix(" "), content.hasSuffix(" "), content.contains(where: { $0 != " " }) {
      content = String(content.dropFirst().dropLast())
    }
    add(.literal(content), to: close + count)
  }

  private mutating func readAngle() {
    guard position < lastClosingAngle else { return add(.text, to: position + 1) }
    if let end = MarkdownTargets.autolinkEnd(text, at: position) {
      let name = name("autolink")
      add(.open(name), to: position + 1)
      while position < end - 1 { add(.text, to: position + UTF8Width.width(of: text[position])) }
      return add(.close(name), to: end)
    }
    guard readInVain <= Self.mostVainReadings * text.count else { return add(.text, to: position + 1) }
    var tokenizer = HTMLTokenizer(text, from: position)
    guard let token = tokenizer.next(), token.range.upperBound <= text.count else {
      return add(.text, to: position + 1)
    }
    let end = token.range.upperBound
    switch token.kind {
    case .start(let name, _, let isSelfClosing):
      add(
        name == "br"
          ? .lineBreak : isSelfClosing || HTMLElements.void.contains(name) ? .standalone : .open("<" + name),
        to: end)
    case .end(let name): add(.close("<" + name), to: end)
    case .other where text[end - 1] == UInt8(ascii: ">") && text[position + 1] & 0xDE != 0x41:
      add(.standalone, to: end)
    case .text, .other:
      readInVain += token.range.count
      add(.text, to: position + 1)
    }
  }

  // MARK: - Links

  private mutating func readBracket() {
    if let end = MarkdownTargets.footnoteEnd(text, at: position) { return add(.standalone, to: end) }
    brackets.append((items.count, delimiters.count, false))
    add(.text, to: position + 1)
  }

  private mutating func closeBracket() {
    guard let bracket = brackets.popLast() else { return add(.text, to: position + 1) }
    let isActive = bracket.isImage || brackets.count >= firstActive
    firstActive = min(firstActive, brackets.count)
    let opening = items[bracket.item].range
    let label = opening.upperBound..<position
    guard isActive,
      let end = MarkdownTargets.targetEnd(text, label: label, at: position + 1, labels: labels)
    else {
      return add(.text, to: position + 1)
    }
    if bracket.isImage {
      items.removeSubrange((bracket.item + 1)...)
      delimiters.removeSubrange(bracket.delimiter...)
      items[bracket.item] = Item(kind: .standalone, range: opening.lowerBound..<end)
      let isOneLine = !text[label].contains(0x0A)
      if isOneLine, !isLabel(label, end), !label.isEmpty, !text[label].contains(UInt8(ascii: "[")) {
        descriptions.append(source(label))
      }
      position = end
      return
    }
    resolveDelimiters(from: bracket.delimiter)
    let name = name("link")
    items[bracket.item].kind = .open(name)
    add(isLabel(label, end) ? .closeLabelled(name, label: Array(text[label])) : .close(name), to: end)
    // Links do not nest.
    firstActive = brackets.count
  }

  /// Whether the text between brackets is the label of the definition that they are about: `[text]`, `[text][]`.
  private func isLabel(_ label: Range<Int>, _ end: Int) -> Bool {
    end == label.upperBound + 1
      || end == label.upperBound + 3 && text[label.upperBound + 1] == UInt8(ascii: "[")
  }

  // MARK: - Emphasis

  private mutating func readDelimiter() {
    let delimiter = MarkdownDelimiter(text, at: position, item: items.count)
    delimiters.append(delimiter)
    add(.text, to: delimiter.range.upperBound)
  }

  // MARK: - Text and tags

  private func build() -> InlineBuilder {
    var builder = InlineBuilder()
    var runs: [Int: MarkdownDelimiter] = [:]
    for delimiter in delimiters { runs[delimiter.item] = delimiter }
    for run in resolved { runs[run.item] = run }
    for (index, item) in items.enumerated() {
      if let run = runs[index] {
        for piece in run.pieces { add(piece, to: &builder) }
      } else {
        add(item, to: &builder)
      }
    }
    return builder
  }

  /// Runs of delimiters that are done with.
  var resolved: [MarkdownDelimiter] = []

  private func add(_ item: Item, to builder: inout InlineBuilder) {
    switch item.kind {
    case .text:
      for place in MarkdownText.characters(of: text, in: item.range) {
        builder.add(place.scalar, at: source(place.range))
      }
    case .open(let name):
      builder.open(name, at: source(item.range), keepsApart: name.hasPrefix("link") || name == "<a")
    case .close(let name): builder.close(name, at: source(item.range))
    case .closeLabelled(let name, let label): builder.close(name, at: source(item.range), label: label)
    case .standalone: builder.standalone(at: source(item.range))
    case .literal(let content): builder.literal(content, at: source(item.range))
    // With the marks before the next line.
    case .lineBreak:
      let isHTML = text[item.range.lowerBound] == UInt8(ascii: "<")
      builder.lineBreak(
        at: isHTML
          ? source(item.range)
          : origin[item.range.lowerBound]..<origin[min(item.range.upperBound, text.count)])
    case .gone: break
    }
  }
}
