import Dragoman
import Foundation

/// Resources with places for their texts.
struct RESXDocument: ParsedDocument {
  let units: [DocumentUnit]
  private let source: XMLSource
  private let texts: [CodedText]

  init(_ source: XMLSource, _ root: Int, options: DocumentOptions) {
    self.source = source
    let tree = source.tree
    var reader = CodedTextReader(tree, .none)
    var texts: [CodedText] = []
    for node in tree.children(of: root) where tree.name(of: node) == "data" {
      guard let name = tree.value("name", of: node), let value = tree.child("value", of: node),
        Self.isText(node, name, tree), options.keys.accepts(name.components(separatedBy: "."))
      else { continue }
      let comment = tree.child("comment", of: node).map { tree.text(of: $0) } ?? ""
      guard !comment.contains("{Locked}") else { continue }
      let text = reader.read(
        value, id: name, preservesSpace: true, context: name, notes: comment.isEmpty ? [] : [comment])
      if let text { texts.append(text) }
    }
    self.texts = texts
    units = reader.units
  }

  func write(_ units: [TranslatedUnit]) throws(DocumentError) -> Data {
    try check(units, format: "resx")
    guard units.contains(where: { !$0.isUnchanged }) else { return source.data }
    return try source.written(
      texts.compactMap { text in
        text.written(units, source.tree).map { SourceEdits.Edit(range: text.content, bytes: $0) }
      })
  }

  private static func isText(_ node: Int, _ name: String, _ tree: XMLTree) -> Bool {
    if let type = tree.value("type", of: node), !type.hasPrefix("System.String") { return false }
    guard tree.value("mimetype", of: node) == nil else { return false }
    // A form's title is the one text among what designers keep.
    return !name.hasPrefix(">>") && (!name.hasPrefix("$") || name == "$this.Text")
  }
}
