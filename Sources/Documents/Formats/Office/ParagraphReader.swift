import Dragoman

/// Reads the content of a paragraph into pieces.
///
/// Tracked changes: what was inserted or moved to its place is text; what was deleted or moved away stays where it is
/// and is not translated.
struct ParagraphReader {
  /// Elements that have runs of their own, and what is opened with them.
  private static let wrappers: Set<String> = [
    "w:hyperlink", "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:sdt", "w:fldSimple", "w:dir", "w:bdo",
  ]

  private let tree: XMLTree
  private let dialect: RunDialect
  private let readsHidden: Bool
  private(set) var items: [InlineItem] = []
  private var pairs = 0

  /// - Returns: the pieces in their order.
  static func items(
    of paragraph: Int, in tree: XMLTree, _ dialect: RunDialect, readsHidden: Bool, runs: inout RunTable
  ) -> [InlineItem] {
    var reader = ParagraphReader(tree, dialect, readsHidden: readsHidden)
    reader.read(childrenOf: paragraph, &runs)
    return FieldFolding.folded(reader.items, nextPair: reader.pairs) { atom in
      tree.text(atom.range, isCharacterData: atom.kind == .characterData)
    }
  }

  private init(_ tree: XMLTree, _ dialect: RunDialect, readsHidden: Bool) {
    self.tree = tree
    self.dialect = dialect
    self.readsHidden = readsHidden
  }

  private mutating func read(childrenOf node: Int, _ runs: inout RunTable) {
    for child in tree.children(of: node) where tree.nodes[child].kind == .element {
      let range = tree.nodes[child].range
      switch tree.name(of: child) {
      case dialect.run: read(run: child, &runs)
      case dialect.text: addText(of: child, run: nil, isShifted: false)
      case dialect.paragraphProperties, "w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr": break
      case "w:proofErr", "s:rPh": items.append(InlineItem(.noise, markup: range))
      case "a:br": items.append(InlineItem(.lineBreak, markup: range))
      case "a:fld":
        let text = tree.child("a:t", of: child).map { tree.text(of: $0) } ?? ""
        items.append(InlineItem(text.isEmpty ? .standalone : .literal(text), markup: range))
      case let name where Self.wrappers.contains(name): read(wrapper: child, &runs)
      default: items.append(InlineItem(.standalone, markup: range))
      }
    }
  }

  private mutating func read(wrapper: Int, _ runs: inout RunTable) {
    let node = tree.nodes[wrapper]
    let name = tree.name(of: wrapper)
    let content = name == "w:sdt" ? tree.child("w:sdtContent", of: wrapper) : wrapper
    guard let content, !node.content.isEmpty else {
      items.append(InlineItem(.standalone, markup: node.range))
      return
    }
    let first = items.count
    let pair = pairs
    pairs += 1
    // What describes the element goes with its tag.
    let properties = tree.children(of: content).prefix {
      ["w:smartTagPr", "w:customXmlPr"].contains(tree.name(of: $0))
    }
    let start =
      properties.last.map { tree.nodes[$0].range.upperBound } ?? tree.nodes[content].content.lowerBound
    items.append(InlineItem(.opening(pair), markup: node.range.lowerBound..<start))
    read(childrenOf: content, &runs)
    items.append(
      InlineItem(.closing(pair), markup: tree.nodes[content].content.upperBound..<node.range.upperBound))
    if name == "w:fldSimple", FieldFolding.isComputed(tree.value("instr", of: wrapper) ?? "") {
      let text = items[first...].filter { $0.kind == .text }.flatMap(\.atoms).map { tree.text($0.range) }
        .joined()
      items.replaceSubrange(
        first..., with: [InlineItem(text.isEmpty ? .standalone : .literal(text), markup: node.range)])
    }
  }

  // MARK: - Runs

  private mutating func read(run node: Int, _ runs: inout RunTable) {
    let run = runs.add(node, of: tree, dialect)
    guard !runs[run].isHidden || readsHidden else {
      items.append(InlineItem(.standalone, markup: tree.nodes[node].range))
      return
    }
    for child in tree.children(of: node) where tree.nodes[child].kind == .element {
      let name = tree.name(of: child)
      if name == dialect.runProperties { continue }
      if name == dialect.text {
        addText(of: child, run: run, isShifted: runs[run].isShifted)
      } else {
        items.append(InlineItem(kind(of: child, name), markup: tree.nodes[child].range, run: run))
      }
    }
  }

  private func kind(of node: Int, _ name: String) -> InlineItem.Kind {
    switch name {
    case "w:tab", "w:ptab": .divider
    case "w:br": ["page", "column"].contains(tree.value("type", of: node)) ? .divider : .lineBreak
    case "w:cr": .lineBreak
    case "w:noBreakHyphen": .character("-")
    case "w:softHyphen", "w:lastRenderedPageBreak": .noise
    case "w:instrText", "w:delInstrText": .fieldInstruction(tree.text(of: node))
    case "w:fldChar":
      switch tree.value("fldCharType", of: node) {
      case "begin": .fieldBegin
      case "separate": .fieldSeparator
      case "end": .fieldEnd
      default: .standalone
      }
    default: .standalone
    }
  }

  // MARK: - Text

  private mutating func addText(of node: Int, run: Int?, isShifted: Bool) {
    if isShifted, let run, RaisedMark.isMark(tree.text(of: node)) {
      items.append(InlineItem(.standalone, markup: tree.nodes[node].range, run: run))
      return
    }
    for child in tree.children(of: node) {
      let isCharacterData = tree.nodes[child].kind == .characterData
      guard isCharacterData || tree.nodes[child].kind == .text else { continue }
      addText(tree.nodes[child].content, run: run, isCharacterData ? .characterData : .text)
    }
  }

  /// Text between the characters that divide it.
  private mutating func addText(_ range: Range<Int>, run: Int?, _ kind: InlineItem.Atom.Kind) {
    var start = range.lowerBound
    func atom(_ range: Range<Int>) -> [InlineItem.Atom] {
      [InlineItem.Atom(kind: kind, range: range, run: run)]
    }
    if dialect != .word {
      for (scalar, place) in ScalarPlaces(tree.bytes, range, resolves: kind == .text) {
        let isCode = scalar == "_" && Self.isReturn(tree.bytes, at: place.lowerBound)
        guard isCode || dialect.divides(scalar), place.lowerBound >= start else { continue }
        let end = isCode ? place.lowerBound + 7 : place.upperBound
        if start < place.lowerBound { items.append(InlineItem(.text, atom(start..<place.lowerBound))) }
        items.append(InlineItem(.divider, atom(place.lowerBound..<end)))
        start = end
      }
    }
    if start < range.upperBound { items.append(InlineItem(.text, atom(start..<range.upperBound))) }
  }

  /// Carriage returns, as spreadsheets write them.
  private static func isReturn(_ bytes: [UInt8], at start: Int) -> Bool {
    start + 7 <= bytes.count
      && String(decoding: bytes[start..<start + 7], as: UTF8.self).lowercased() == "_x000d_"
  }
}
