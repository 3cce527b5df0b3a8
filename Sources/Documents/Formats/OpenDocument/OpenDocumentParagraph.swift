import Dragoman
import Foundation

/// Reads the content of a paragraph into pieces.
struct OpenDocumentParagraph {
  /// Elements that stay around the same words.
  private static let wrappers: Set<String> = [
    "text:a", "text:meta", "text:meta-field", "loext:content-control",
  ]
  /// So many spaces and more are layout, as tabs are.
  private static let dividingSpaces = 4
  /// Text in more spans inside each other is left alone.
  private static let mostSpans = 16
  /// Fields whose content is not seen.
  private static let unseen: Set<String> = ["text:hidden-text", "text:script"]

  private let tree: XMLTree
  private let styles: OpenDocumentStyles
  private let readsHidden: Bool
  private var items: [InlineItem] = []
  private var pairs = 0
  /// The spans that are open, and the run of text in them.
  private var spans: [(element: Int, look: String)] = []
  private var run: Int

  static func items(
    of paragraph: Int, in tree: XMLTree, _ styles: OpenDocumentStyles, readsHidden: Bool,
    runs: inout RunTable
  ) -> [InlineItem] {
    var reader = OpenDocumentParagraph(tree, styles, readsHidden: readsHidden, &runs)
    reader.read(childrenOf: paragraph, &runs)
    return reader.items
  }

  private init(
    _ tree: XMLTree, _ styles: OpenDocumentStyles, readsHidden: Bool, _ runs: inout RunTable
  ) {
    self.tree = tree
    self.styles = styles
    self.readsHidden = readsHidden
    run = runs.add(elements: [], of: tree, look: "", isShifted: false, isHidden: false)
  }

  private mutating func read(childrenOf node: Int, _ runs: inout RunTable) {
    for child in tree.children(of: node) {
      switch tree.nodes[child].kind {
      case .text: add(.text, .text, tree.nodes[child].content)
      case .characterData: add(.text, .characterData, tree.nodes[child].content)
      case .element: read(element: child, &runs)
      case .other: break
      }
    }
  }

  private mutating func read(element node: Int, _ runs: inout RunTable) {
    let name = tree.name(of: node)
    let range = tree.nodes[node].range
    switch name {
    case "text:span": read(span: node, &runs)
    case "text:s":
      let count = tree.value("c", of: node).flatMap { Int($0) } ?? 1
      add(count < Self.dividingSpaces ? .character(" ") : .divider, .markup, range)
    case "text:tab": add(.divider, .markup, range)
    case "text:line-break": add(.lineBreak, .markup, range)
    case "text:soft-page-break": add(.noise, .markup, range)
    case "text:ruby": read(ruby: node, &runs)
    case let name where Self.wrappers.contains(name) && !tree.nodes[node].content.isEmpty:
      read(wrapper: node, &runs)
    default: add(kind(ofField: node, name), .markup, range)
    }
  }

  private mutating func add(_ kind: InlineItem.Kind, _ atom: InlineItem.Atom.Kind, _ range: Range<Int>) {
    items.append(InlineItem(kind, [InlineItem.Atom(kind: atom, range: range, run: run)]))
  }

  /// What is computed is left alone, and yet part of the sentence.
  private func kind(ofField node: Int, _ name: String) -> InlineItem.Kind {
    let children = tree.children(of: node)
    guard name.hasPrefix("text:") || name.hasPrefix("presentation:"), !Self.unseen.contains(name),
      !children.contains(where: { tree.nodes[$0].kind == .element })
    else { return .standalone }
    let text = tree.text(of: node).trimmingCharacters(in: .whitespacesAndNewlines)
    return text.isEmpty ? .standalone : .literal(text)
  }

  // MARK: - Elements with text

  private mutating func read(span node: Int, _ runs: inout RunTable) {
    guard !tree.nodes[node].content.isEmpty else { return }
    let style = styles.text(tree.value("style-name", of: node))
    let isMark = style.isShifted && RaisedMark.isMark(tree.text(of: node))
    guard !isMark, readsHidden || !style.isHidden, spans.count < Self.mostSpans else {
      add(.standalone, .markup, tree.nodes[node].range)
      return
    }
    let outer = run
    spans.append((node, style.look))
    run = runs.add(
      elements: spans.map(\.element), of: tree,
      look: spans.map(\.look).filter { !$0.isEmpty }.joined(separator: "\u{1}"), isShifted: style.isShifted,
      isHidden: style.isHidden)
    read(childrenOf: node, &runs)
    spans.removeLast()
    run = outer
  }

  /// The spans around the element go with its tags: in slides a link may have no spans in it.
  private mutating func read(wrapper node: Int, _ runs: inout RunTable) {
    let pair = pairs
    pairs += 1
    let outer = (spans: spans, run: run)
    let elements = spans.map(\.element) + [node]
    func atoms(_ tags: [Range<Int>]) -> [InlineItem.Atom] {
      tags.map { InlineItem.Atom(kind: .markup, range: $0, run: nil) }
    }
    items.append(InlineItem(.opening(pair), atoms(elements.map { tree.nodes[$0].openingTag })))
    spans = []
    run = runs.add(elements: [], of: tree, look: "", isShifted: false, isHidden: false)
    read(childrenOf: node, &runs)
    (spans, run) = outer
    items.append(InlineItem(.closing(pair), atoms(elements.reversed().map { tree.nodes[$0].closingTag })))
  }

  /// How words are read is of no use for their translation.
  private mutating func read(ruby node: Int, _ runs: inout RunTable) {
    guard let base = tree.child("text:ruby-base", of: node) else {
      add(.standalone, .markup, tree.nodes[node].range)
      return
    }
    let (outside, inside) = (tree.nodes[node].range, tree.nodes[base].content)
    add(.noise, .markup, outside.lowerBound..<inside.lowerBound)
    read(childrenOf: base, &runs)
    add(.noise, .markup, inside.upperBound..<outside.upperBound)
  }
}
