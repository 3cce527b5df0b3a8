import Dragoman

/// Reads texts with codes to units.
struct CodedTextReader {
  /// How many openings a closing code is compared with.
  private static let reach = 200

  let tree: XMLTree
  let dialect: CodeDialect
  private(set) var units: [DocumentUnit] = []
  private var ids = UniqueIDs()
  private var builder = InlineBuilder()
  /// Elements of texts inside codes.
  private var innerNodes: [Int] = []

  init(_ tree: XMLTree, _ dialect: CodeDialect) {
    self.tree = tree
    self.dialect = dialect
  }

  /// The text of an element; nil where there is nothing to translate.
  mutating func read(
    _ node: Int, id: String, preservesSpace: Bool, context: String? = nil, notes: [String] = []
  ) -> CodedText? {
    read(node, id: id, preservesSpace: preservesSpace, context: context, notes: notes, depth: 0)
  }

  private mutating func read(
    _ node: Int, id: String, preservesSpace: Bool, context: String?, notes: [String], depth: Int
  ) -> CodedText? {
    builder = InlineBuilder()
    builder.preservesSpace = preservesSpace
    innerNodes = []
    let content = tree.nodes[node].content
    let section = soleSection(of: node)
    if let section {
      addCharacters(tree.nodes[section].content, resolves: false)
    } else {
      readChildren(of: node)
    }
    let id = ids.next(id)
    var unit = builder.unit(id: id, context: context)
    unit.notes = notes
    unit.preservesSpace = preservesSpace
    var text = CodedText(
      unit: nil, content: section.map { tree.nodes[$0].content } ?? content,
      body: builder.range ?? content.lowerBound..<content.lowerBound, stretches: builder.stretches,
      isCharacterData: section != nil, inner: [])
    if builder.hasText, Translatability.isTranslatable(unit.text) {
      text.unit = units.count
      units.append(unit)
    }
    // Texts inside codes of texts inside codes are left alone.
    for (number, inner) in (depth == 0 ? innerNodes : []).enumerated() {
      let found = read(
        inner, id: "\(id)/sub[\(number + 1)]", preservesSpace: preservesSpace, context: unit.text, notes: [],
        depth: 1)
      if let found { text.inner.append(found) }
    }
    return text.unit == nil && text.inner.isEmpty ? nil : text
  }

  /// The section of character data that is all of an element.
  private func soleSection(of node: Int) -> Int? {
    var section: Int?
    for child in tree.children(of: node) {
      guard section == nil, tree.nodes[child].kind == .characterData else { return nil }
      section = child
    }
    return section
  }

  // MARK: - Content

  private mutating func readChildren(of node: Int) {
    let children = Array(tree.children(of: node))
    let partners = partners(children)
    var index = 0
    while index < children.count {
      let child = children[index]
      let place = tree.nodes[child].range
      switch tree.nodes[child].kind {
      case .text: addCharacters(place, resolves: true)
      case .characterData: addSection(child)
      case .other: builder.standalone(at: place)
      case .element:
        switch dialect.role(of: child, in: tree) {
        case .pair: readPair(child)
        case .standalone: addStandalone(child)
        case .opening:
          if let partner = partners[index], CodeDialect.isProtected(child, in: tree) {
            let text = children[(index + 1)..<partner].map { self.text(of: $0) }.joined()
            let end = tree.nodes[children[partner]].range.upperBound
            builder.literal(Self.collapsed(text), at: place.lowerBound..<end)
            index = partner
          } else if partners[index] != nil {
            builder.open("\(child)", at: place)
            addInner(of: child)
          } else {
            addStandalone(child, hug: .after, keepsOrder: true)
          }
        case .closing:
          if let partner = partners[index] {
            builder.close("\(children[partner])", at: place)
            addInner(of: child)
          } else {
            addStandalone(child, keepsOrder: true)
          }
        }
      }
      index += 1
    }
  }

  /// Which openings and closings are pairs, by their numbers. Pairs that cross each other count as none: their halves
  /// can only be kept in their order.
  private func partners(_ children: [Int]) -> [Int: Int] {
    var partners: [Int: Int] = [:]
    var open: [(index: Int, key: String)] = []
    for (index, child) in children.enumerated() where tree.nodes[child].kind == .element {
      switch dialect.role(of: child, in: tree) {
      case .pair, .standalone: break
      case .opening(let key): open.append((index, key))
      case .closing(let key):
        guard let match = open.suffix(Self.reach).lastIndex(where: { $0.key == key }) else { continue }
        partners[index] = open[match].index
        partners[open[match].index] = index
        open.remove(at: match)
      }
    }
    var inside: [Int] = []
    var crossing: Set<Int> = []
    for index in children.indices {
      guard let partner = partners[index] else { continue }
      if partner > index {
        inside.append(index)
      } else if let place = inside.suffix(Self.reach).lastIndex(of: partner) {
        if place < inside.count - 1 { crossing.formUnion(inside[place...]) }
        inside.remove(at: place)
      } else {
        crossing.insert(partner)
      }
    }
    for index in crossing {
      if let partner = partners.removeValue(forKey: index) { partners[partner] = nil }
    }
    return partners
  }

  private mutating func readPair(_ node: Int) {
    let element = tree.nodes[node]
    if CodeDialect.isProtected(node, in: tree) {
      builder.literal(Self.collapsed(text(of: node)), at: element.range)
    } else if element.closingTag.isEmpty {
      addStandalone(node)
    } else {
      builder.open("\(node)", at: element.openingTag)
      readChildren(of: node)
      builder.close("\(node)", at: element.closingTag)
    }
  }

  private mutating func addStandalone(_ node: Int, hug: InlineTag.Hug? = nil, keepsOrder: Bool = false) {
    let position = tree.value("pos", of: node)
    let isOpening = position == "open" || position == "begin"
    let isFixed = ["no", "firstNo"].contains(tree.value("canReorder", of: node) ?? "")
    builder.standalone(
      at: tree.nodes[node].range, hug: hug ?? (isOpening ? .after : .before),
      keepsOrder: keepsOrder || isFixed)
    addInner(of: node)
  }

  private mutating func addInner(of node: Int) {
    for child in tree.children(of: node) where tree.name(of: child) == "sub" { innerNodes.append(child) }
  }

  private mutating func addCharacters(_ range: Range<Int>, resolves: Bool) {
    for (scalar, place) in ScalarPlaces(tree.bytes, range, resolves: resolves) {
      builder.add(scalar, at: place)
    }
  }

  /// A section among other content: its marks are replaced with its text.
  private mutating func addSection(_ node: Int) {
    for (scalar, place) in ScalarPlaces(tree.bytes, tree.nodes[node].content, resolves: false) {
      builder.add(scalar, at: scalar.properties.isWhitespace ? place : tree.nodes[node].range)
    }
  }

  private func text(of node: Int) -> String {
    switch tree.nodes[node].kind {
    case .text: return tree.text(tree.nodes[node].content)
    case .characterData: return tree.source(tree.nodes[node].content)
    case .other: return ""
    case .element:
      if case .pair = dialect.role(of: node, in: tree) {
        return tree.children(of: node).map { text(of: $0) }.joined()
      }
      return ""
    }
  }

  private static func collapsed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
