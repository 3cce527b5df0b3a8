import Dragoman

/// Finds the units in XML of which nothing is known.
struct XMLTextReader {
  struct Slot {
    /// From the first text or tag of the unit to the last.
    var range: Range<Int>
    var unit: Int
    var stretches: [Int: InlineBuilder.Stretch]
  }

  private let tree: XMLTree
  private let options: XMLTextOptions
  private(set) var units: [DocumentUnit] = []
  private(set) var slots: [Slot] = []
  private var ids = UniqueIDs()
  private var builder = InlineBuilder()
  private var parent = "text"
  /// By node: whether it ends the text before it.
  private var splits: [Bool]

  /// - Parameter tree: with one root that is no part of the text.
  init(_ tree: XMLTree, _ options: XMLTextOptions) {
    (self.tree, self.options) = (tree, options)
    splits = [Bool](repeating: false, count: tree.nodes.count)
  }

  mutating func read() {
    let within = namesWithinText()
    // A node comes before what is in it, so that backwards each is known before the one around it.
    for node in tree.nodes.indices.reversed() where tree.nodes[node].kind == .element {
      let name = tree.sourceName(of: node)
      if options.ignored.contains(name) { continue }
      let isSplitting = options.splitting.contains(name) || options.detectsOutline && !within.contains(name)
      if isSplitting, !options.nonSplitting.contains(name) { splits[node] = true }
      if splits[node], let parent = tree.parent(of: node) { splits[parent] = true }
    }
    guard let root = tree.root else { return }
    for child in tree.children(of: root) { read(child) }
    flush()
  }

  /// Elements that stand beside text somewhere.
  private func namesWithinText() -> Set<String> {
    var parentsWithText: Set<Int32> = []
    for node in tree.nodes where node.kind == .text || node.kind == .characterData {
      if !tree.bytes[node.content].allSatisfy(XMLAttribute.isSpace) { parentsWithText.insert(node.parent) }
    }
    return Set(
      tree.nodes.indices.filter {
        tree.nodes[$0].kind == .element && parentsWithText.contains(tree.nodes[$0].parent)
      }.map { tree.sourceName(of: $0) })
  }

  private mutating func read(_ node: Int) {
    let element = tree.nodes[node]
    switch element.kind {
    case .text:
      for (scalar, place) in ScalarPlaces(tree.bytes, element.content, resolves: true) {
        builder.add(scalar, at: place)
      }
    case .characterData:
      // Its marks are replaced with its text.
      for (scalar, place) in ScalarPlaces(tree.bytes, element.content, resolves: false) {
        builder.add(scalar, at: scalar.properties.isWhitespace ? place : element.range)
      }
    case .other: if builder.range != nil { builder.standalone(at: element.range) }
    case .element: readElement(node)
    }
  }

  private mutating func readElement(_ node: Int) {
    let element = tree.nodes[node]
    let name = tree.sourceName(of: node)
    if options.ignored.contains(name) {
      let children = Array(tree.children(of: node))
      let isText = children.allSatisfy { tree.nodes[$0].kind == .text }
      let words =
        isText ? tree.text(of: node).split(whereSeparator: \.isWhitespace).joined(separator: " ") : ""
      builder.literal(words, at: element.range)
    } else if splits[node] {
      flush()
      let outer = parent
      parent = name
      for child in tree.children(of: node) { read(child) }
      flush()
      parent = outer
    } else if element.closingTag.isEmpty {
      builder.standalone(at: element.range)
    } else {
      builder.open("\(node)", at: element.openingTag)
      for child in tree.children(of: node) { read(child) }
      builder.close("\(node)", at: element.closingTag)
    }
  }

  private mutating func flush() {
    defer { builder = InlineBuilder() }
    guard builder.hasText, let range = builder.range, Translatability.isTranslatable(builder.text) else {
      return
    }
    slots.append(Slot(range: range, unit: units.count, stretches: builder.stretches))
    units.append(builder.unit(id: ids.next(UniqueIDs.shortened(parent))))
  }
}
