import Dragoman
import Foundation

/// The list of what is in a book.
struct EPUBContents {
  struct Item {
    var name: String
    var type: String
  }

  /// In the order of reading; what is not read in an order stands last.
  let items: [Item]
  /// Titles of its parts that some readers show.
  let titles: [XMLAttribute]
  let language: LanguageTag?
  private let languageNode: Int?
  private let spine: Int?

  init(_ part: PackagePart) {
    let tree = part.tree
    let folder = (part.name as NSString).deletingLastPathComponent
    var items: [String: Item] = [:]
    var order: [String] = []
    var read: [String] = []
    var titles: [XMLAttribute] = []
    var languageNode: Int?
    var spine: Int?
    for node in tree.nodes.indices {
      switch tree.name(of: node) {
      case "opf:item":
        guard let id = tree.value("id", of: node), let href = tree.value("href", of: node),
          let name = Self.path(href, from: folder)
        else { break }
        items[id] = Item(name: name, type: (tree.value("media-type", of: node) ?? "").lowercased())
        order.append(id)
      case "opf:spine": spine = spine ?? node
      case "opf:itemref": if let id = tree.value("idref", of: node) { read.append(id) }
      case "opf:reference": if let title = tree.attribute("title", of: node) { titles.append(title) }
      case "dc:language": languageNode = languageNode ?? node
      default: break
      }
    }
    self.items = (read + order).compactMap { items[$0] }
    self.titles = titles
    self.spine = spine
    self.languageNode = languageNode
    language = languageNode.flatMap {
      try? LanguageTag(tree.text(of: $0).trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }

  /// The member that a reference means; nil for what is outside of the book.
  private static func path(_ reference: String, from folder: String) -> String? {
    let reference = reference.prefix { $0 != "#" && $0 != "?" }
    guard !reference.contains(":"), let path = reference.removingPercentEncoding else { return nil }
    var parts = path.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
    for part in path.split(separator: "/") {
      switch part {
      case ".": break
      case "..": if parts.popLast() == nil { return nil }
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  // MARK: - Language

  func statements(_ tree: XMLTree, from source: LanguageTag?, to target: LanguageTag) -> [SourceEdits.Edit] {
    var edits = Self.languageStatements(tree, target: target)
    if let node = languageNode, tree.children(of: node).allSatisfy({ tree.nodes[$0].kind == .text }),
      !tree.nodes[node].content.isEmpty
    {
      edits.append(SourceEdits.Edit(range: tree.nodes[node].content, bytes: Array(target.code.utf8)))
    }
    guard let spine else { return edits }
    let isFromRight = target.direction == .rightToLeft
    // Where both run alike it stays: pages of vertical text turn the other way too.
    guard isFromRight || source?.direction == .rightToLeft else { return edits }
    let direction = isFromRight ? "rtl" : "ltr"
    if let attribute = tree.attribute("page-progression-direction", of: spine) {
      edits.append(SourceEdits.Edit(range: attribute.value, bytes: Array(direction.utf8)))
    } else if isFromRight, Self.isThirdVersion(tree) {
      let tag = tree.nodes[spine].openingTag
      let name = tree.source(tag).dropFirst().prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
      let end = tag.lowerBound + 1 + name.utf8.count
      edits.append(
        SourceEdits.Edit(range: end..<end, bytes: Array(" page-progression-direction=\"rtl\"".utf8)))
    }
    return edits
  }

  /// The second version knows no such attribute.
  private static func isThirdVersion(_ tree: XMLTree) -> Bool {
    tree.root.flatMap { tree.value("version", of: $0) }?.hasPrefix("3") ?? false
  }

  /// What the part's own `xml:lang` becomes.
  static func languageStatements(_ tree: XMLTree, target: LanguageTag) -> [SourceEdits.Edit] {
    guard let root = tree.root,
      let attribute = tree.attributes(of: root).first(where: { tree.source($0.name) == "xml:lang" })
    else { return [] }
    return [SourceEdits.Edit(range: attribute.value, bytes: Array(target.code.utf8))]
  }
}
