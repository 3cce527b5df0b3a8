import Dragoman
import Foundation

/// An XLIFF source with places for its targets.
struct XLIFFDocument: ParsedDocument {
  var units: [DocumentUnit] { reading.units }
  var declaredLanguage: LanguageTag? { reading.declaredLanguage }
  private let source: XMLSource
  private let reading: XLIFFReading
  private let options: DocumentOptions

  init(_ source: XMLSource, _ reading: XLIFFReading, options: DocumentOptions) {
    self.source = source
    self.reading = reading
    self.options = options
  }

  func write(_ units: [TranslatedUnit]) throws(DocumentError) -> Data {
    try check(units, format: "xliff")
    guard units.contains(where: { !$0.isUnchanged }) else { return source.data }
    var edits: [SourceEdits.Edit] = []
    var languageNodes: Set<Int> = []
    for entry in reading.entries {
      guard let content = content(of: entry, units) else { continue }
      languageNodes.insert(entry.languageNode)
      edits.append(edit(entry, content))
      edits += ownerEdit(entry)
    }
    edits += languageNodes.sorted().flatMap(languageEdit)
    return try source.written(edits)
  }

  /// What goes into the target; nil where none of it is new.
  private func content(of entry: XLIFFReading.Entry, _ units: [TranslatedUnit]) -> [UInt8]? {
    let tree = source.tree
    var edits = entry.texts.compactMap { text in
      text.written(units, tree).map { SourceEdits.Edit(range: text.content, bytes: $0) }
    }
    guard !edits.isEmpty else { return nil }
    edits += entry.kept.map { SourceEdits.Edit(range: $0.source, bytes: Array(tree.bytes[$0.target])) }
    return SourceEdits(tree.bytes, edits).bytes(in: tree.nodes[entry.source].content)
  }

  private func edit(_ entry: XLIFFReading.Entry, _ content: [UInt8]) -> SourceEdits.Edit {
    let tree = source.tree
    var attributes = reading.targetAttributes
    guard let target = entry.target else {
      if tree.attributes(of: entry.source).contains(where: { tree.source($0.name) == "xml:lang" }) {
        attributes.insert(("xml:lang", options.target.code), at: 0)
      }
      let name = tree.siblingName("target", of: entry.source)
      let said = attributes.map { " \($0.name)=\"\($0.value ?? "")\"" }.joined()
      let place = tree.nodes[entry.source].range.upperBound
      let tag = tree.indent(of: entry.source) + Array("<\(name)\(said)>".utf8)
      return SourceEdits.Edit(range: place..<place, bytes: tag + content + Array("</\(name)>".utf8))
    }
    if tree.attributes(of: target).contains(where: { tree.source($0.name) == "xml:lang" }) {
      attributes.append(("xml:lang", options.target.code))
    }
    var tag = tree.openingTag(of: target, setting: attributes)
    if tree.nodes[target].closingTag.isEmpty {
      // `<target/>`
      tag.removeLast(min(tag.count, 2))
      while tag.last.map(XMLAttribute.isSpace) == true { tag.removeLast() }
      tag.append(UInt8(ascii: ">"))
    }
    let name = tree.sourceName(of: target)
    return SourceEdits.Edit(
      range: tree.nodes[target].range, bytes: tag + content + Array("</\(name)>".utf8))
  }

  private func ownerEdit(_ entry: XLIFFReading.Entry) -> [SourceEdits.Edit] {
    let tree = source.tree
    let attributes = reading.ownerAttributes.filter {
      !$0.isOptional || tree.value($0.name, of: entry.owner) != nil
    }
    guard !attributes.isEmpty else { return [] }
    return [
      SourceEdits.Edit(
        range: tree.nodes[entry.owner].openingTag,
        bytes: tree.openingTag(of: entry.owner, setting: attributes.map { ($0.name, $0.value) }))
    ]
  }

  private func languageEdit(_ node: Int) -> [SourceEdits.Edit] {
    let tree = source.tree
    // `de-AT` is right for `de`.
    let declared = tree.value(reading.languageAttribute, of: node).flatMap { try? LanguageTag($0) }
    if let declared, declared.fits(options.target) { return [] }
    let tag = tree.openingTag(of: node, setting: [(reading.languageAttribute, options.target.code)])
    return [SourceEdits.Edit(range: tree.nodes[node].openingTag, bytes: tag)]
  }
}
