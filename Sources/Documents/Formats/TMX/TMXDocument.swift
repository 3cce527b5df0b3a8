import Dragoman
import Foundation

/// A translation memory with places for another language.
struct TMXDocument: ParsedDocument {
  private struct Entry {
    var text: CodedText
    /// The source's `tuv` and the `seg` in it.
    var source: (variant: Int, segment: Int)
    /// The `seg` that is filled anew, and the `tuv` around it.
    var target: (variant: Int, segment: Int)?
    /// The last `tuv`: a new one stands behind it.
    var last: Int
  }

  private(set) var units: [DocumentUnit] = []
  private(set) var declaredLanguage: LanguageTag?
  private let source: XMLSource
  private let options: DocumentOptions
  private var entries: [Entry] = []

  init(_ source: XMLSource, _ root: Int, options: DocumentOptions) {
    self.source = source
    self.options = options
    let tree = source.tree
    let header = tree.child("header", of: root)
    let declared = header.flatMap { Self.language(tree.value("srclang", of: $0)) }
    declaredLanguage = declared
    guard let body = tree.child("body", of: root) else { return }
    var reader = CodedTextReader(tree, .tmx)
    for (number, node) in tree.children(of: body).filter({ tree.name(of: $0) == "tu" }).enumerated() {
      let own = Self.language(tree.value("srclang", of: node))
      guard let entry = read(node, number, source: options.source ?? own ?? declared, &reader) else {
        continue
      }
      entries.append(entry)
    }
    units = reader.units
  }

  private func read(
    _ node: Int, _ number: Int, source wanted: LanguageTag?, _ reader: inout CodedTextReader
  ) -> Entry? {
    let tree = source.tree
    var from: (variant: Int, segment: Int)?
    var to: (variant: Int, segment: Int)?
    var last: Int?
    for variant in tree.children(of: node) where tree.name(of: variant) == "tuv" {
      last = variant
      guard let segment = tree.child("seg", of: variant), let language = language(of: variant) else {
        continue
      }
      if language.fits(options.target) {
        to = to ?? (variant, segment)
      } else if from == nil, wanted.map(language.fits) ?? true {
        from = (variant, segment)
      }
    }
    guard let from, let last else { return nil }
    if let to, !options.replacesTranslations, tree.hasContent(to.segment) { return nil }
    let id = tree.value("tuid", of: node).map { "tu/\(UniqueIDs.shortened($0))" } ?? "tu[\(number + 1)]"
    let notes = [node, from.variant].flatMap { tree.children(of: $0) }
      .filter { tree.name(of: $0) == "note" }.map { tree.text(of: $0) }
    let text = reader.read(
      from.segment, id: id, preservesSpace: tree.preservesSpace(at: from.segment) ?? true, notes: notes)
    return text.map { Entry(text: $0, source: from, target: to, last: last) }
  }

  func write(_ units: [TranslatedUnit]) throws(DocumentError) -> Data {
    try check(units, format: "tmx")
    guard units.contains(where: { !$0.isUnchanged }) else { return source.data }
    let tree = source.tree
    var edits: [SourceEdits.Edit] = []
    for entry in entries {
      guard let written = entry.text.written(units, tree) else { continue }
      // Around a section of character data stand its marks.
      let inner = SourceEdits(tree.bytes, [SourceEdits.Edit(range: entry.text.content, bytes: written)])
      let content = inner.bytes(in: tree.nodes[entry.source.segment].content)
      if let target = entry.target {
        edits += replacement(target, content)
      } else {
        edits.append(variant(entry, content))
      }
    }
    return try source.written(edits)
  }

  private func replacement(_ target: (variant: Int, segment: Int), _ content: [UInt8]) -> [SourceEdits.Edit] {
    let tree = source.tree
    let name = tree.sourceName(of: target.segment)
    return [
      SourceEdits.Edit(
        range: tree.nodes[target.variant].openingTag,
        bytes: tree.openingTag(of: target.variant, setting: [("creationid", "MT!"), ("changeid", nil)])),
      SourceEdits.Edit(
        range: tree.nodes[target.segment].range,
        bytes: Array("<\(name)>".utf8) + content + Array("</\(name)>".utf8)),
    ]
  }

  /// A new `tuv`, laid out as the source's.
  private func variant(_ entry: Entry, _ content: [UInt8]) -> SourceEdits.Edit {
    let tree = source.tree
    let attribute = languageAttribute(of: entry.source.variant)
    let isUpper = attribute.map { tree.source($0.value).allSatisfy { !$0.isLowercase } } ?? false
    let code = isUpper ? options.target.code.uppercased() : options.target.code
    let name = attribute.map { tree.source($0.name) } ?? "xml:lang"
    let (variant, segment) = (
      tree.sourceName(of: entry.source.variant), tree.sourceName(of: entry.source.segment)
    )
    var bytes = tree.indent(of: entry.source.variant)
    bytes += Array("<\(variant) \(name)=\"\(code)\" creationid=\"MT!\">".utf8)
    bytes += tree.indent(of: entry.source.segment) + Array("<\(segment)>".utf8) + content
    bytes += Array("</\(segment)>".utf8)
    let end = tree.nodes[entry.source.variant].contentEnd
    let ending = tree.bytes[tree.nodes[entry.source.segment].range.upperBound..<Int(end)]
    if ending.allSatisfy(XMLAttribute.isSpace) { bytes += ending }
    bytes += Array("</\(variant)>".utf8)
    let place = tree.nodes[entry.last].range.upperBound
    return SourceEdits.Edit(range: place..<place, bytes: bytes)
  }

  private func languageAttribute(of variant: Int) -> XMLAttribute? {
    source.tree.attribute("lang", of: variant)
  }

  private func language(of variant: Int) -> LanguageTag? {
    languageAttribute(of: variant).flatMap { Self.language(source.tree.text($0.value)) }
  }

  /// nil for `*all*`.
  private static func language(_ code: String?) -> LanguageTag? { code.flatMap { try? LanguageTag($0) } }
}
