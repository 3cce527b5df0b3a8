import Dragoman

/// Finds the units of a part.
struct OpenDocumentPartReader {
  /// Texts of older versions.
  private static let past: Set<String> = ["text:tracked-changes", "table:tracked-changes"]
  private static let descriptions: Set<String> = ["svg:title", "svg:desc", "table:title", "table:desc"]
  private static let metadata: Set<String> = ["dc:title", "dc:subject", "dc:description", "meta:keyword"]
  /// Texts that come to stand on every slide, and over an index when it is made anew.
  private static let plain: Set<String> = [
    "presentation:footer-decl", "presentation:header-decl", "text:index-title-template",
  ]
  private static let labelled: Set<String> = [
    "form:button", "form:checkbox", "form:radio", "form:fixed-text", "form:frame", "form:option", "form:item",
    "form:column",
  ]
  private static let cells: Set<String> = ["table:table-cell", "table:covered-table-cell"]

  private var part: PackagePart
  private let kind: OpenDocumentFormat.Kind
  private let options: DocumentOptions
  private let styles: OpenDocumentStyles
  private let language: OpenDocumentLanguage
  private var units: [DocumentUnit] = []
  private let firstUnit: Int
  private var paragraphs = 0
  private var sheetNames: [Int: String] = [:]
  /// Texts of cells that pivot tables know their columns by.
  private var kept: Set<String> = []

  /// - Parameter units: those of the parts before, to which the part's own are added.
  /// - Returns: the part with places for its units, and the names of sheets by their units.
  static func read(
    _ part: PackagePart, _ kind: OpenDocumentFormat.Kind, _ options: DocumentOptions,
    units: inout [DocumentUnit]
  ) -> (part: PackagePart, sheetNames: [Int: String]) {
    var reader = OpenDocumentPartReader(part, kind, options, firstUnit: units.count)
    reader.read()
    units += reader.units
    return (reader.part, reader.sheetNames)
  }

  private init(
    _ part: PackagePart, _ kind: OpenDocumentFormat.Kind, _ options: DocumentOptions, firstUnit: Int
  ) {
    self.part = part
    self.kind = kind
    self.options = options
    self.firstUnit = firstUnit
    styles = OpenDocumentStyles(part.tree)
    language = OpenDocumentLanguage(part.tree, from: options.source, to: options.target)
  }

  private mutating func read() {
    let tree = part.tree
    if kind == .spreadsheet {
      for node in tree.nodes.indices where tree.name(of: node) == "table:data-pilot-field" {
        if let name = tree.value("source-field-name", of: node) { kept.insert(name) }
      }
    }
    var isLeftAlone = [Bool](repeating: false, count: tree.nodes.count)
    for node in tree.nodes.indices where tree.nodes[node].kind == .element {
      let parent = tree.parent(of: node)
      let name = tree.name(of: node)
      isLeftAlone[node] = parent.map { isLeftAlone[$0] } == true || isAlone(node, name, parent)
      part.statements += language.statements(of: node, name, tree)
      if options.parts.contains(.sheetNames), kind == .spreadsheet { readReferences(of: node, name, parent) }
      if !isLeftAlone[node] { visit(node, name, parent) }
    }
  }

  /// Whether nothing in the element is translated.
  private func isAlone(_ node: Int, _ name: String, _ parent: Int?) -> Bool {
    let tree = part.tree
    let readsHidden = options.parts.contains(.hidden)
    switch name {
    case let name where Self.past.contains(name): return true
    case "office:annotation": return !options.parts.contains(.comments)
    case "presentation:notes":
      return !options.parts.contains(.notes)
        || parent.map { tree.name(of: $0) == "style:master-page" } ?? false
    case "style:handout-master": return true
    case "draw:page":
      return !readsHidden && styles.isHidden(tree.value("style-name", of: node), family: "drawing-page")
    case "table:table":
      return !readsHidden && styles.isHidden(tree.value("style-name", of: node), family: "table")
    case "text:section": return !readsHidden && tree.value("display", of: node) == "none"
    case let name where name.hasPrefix("style:header") || name.hasPrefix("style:footer"):
      return !readsHidden && tree.value("display", of: node) == "false"
    case let name where name.hasPrefix("draw:"):
      // What stands in a master's placeholder is shown to who makes slides, not to who sees them.
      return parent.map { tree.name(of: $0) == "style:master-page" } == true
        && tree.value("class", of: node) != nil
    default: return false
    }
  }

  private mutating func visit(_ node: Int, _ name: String, _ parent: Int?) {
    let tree = part.tree
    if RunDialect(paragraph: name) == .openDocument {
      read(paragraph: node, name, parent)
    } else if Self.descriptions.contains(name) {
      if options.parts.contains(.alternativeTexts) { read(plain: node, name) }
    } else if Self.metadata.contains(name) {
      if options.parts.contains(.metadata), parent.map({ tree.name(of: $0) }) == "office:meta" {
        read(plain: node, name)
      }
    } else if Self.plain.contains(name) {
      read(plain: node, name)
    } else if Self.labelled.contains(name), let label = tree.attribute("label", of: node) {
      add(label.value, quote: label.quote, name)
    }
  }

  // MARK: - Texts

  private mutating func read(paragraph node: Int, _ name: String, _ parent: Int?) {
    paragraphs += 1
    let tree = part.tree
    var copy: Range<Int>?
    if let parent, Self.cells.contains(tree.name(of: parent)) {
      guard isText(cell: parent), kept.isEmpty || !kept.contains(tree.text(of: node)) else { return }
      copy = tree.attribute("string-value", of: parent).map {
        $0.name.lowerBound - 1..<$0.value.upperBound + 1
      }
    }
    let readsHidden = options.parts.contains(.hidden)
    guard readsHidden || !styles.isHidden(tree.value("style-name", of: node), family: "paragraph") else {
      return
    }
    let items = OpenDocumentParagraph.items(
      of: node, in: tree, styles, readsHidden: readsHidden, runs: &part.runs)
    let id = "\(part.name)/\(name == "text:h" ? "h" : "p")[\(paragraphs)]"
    var segments: [ParagraphSegment] = []
    for built in part.segments(of: items, id: id) {
      var segment = built.segment
      segment.unit = firstUnit + units.count
      if let copy { part.copies.append(PackagePart.Copy(range: copy, unit: segment.unit)) }
      units.append(built.unit)
      segments.append(segment)
    }
    guard !segments.isEmpty else { return }
    part.paragraphs.append(
      PackagePart.Paragraph(
        range: tree.nodes[node].range, content: tree.nodes[node].content, properties: nil,
        dialect: .openDocument, prefix: "", items: items, segments: segments))
  }

  /// Cells of numbers and dates show what they are worth, those of formulas what is computed.
  private func isText(cell: Int) -> Bool {
    let tree = part.tree
    guard tree.attribute("formula", of: cell) == nil else { return false }
    return tree.value("value-type", of: cell).map { $0 == "string" } ?? true
  }

  private mutating func read(plain node: Int, _ name: String) {
    let children = part.tree.children(of: node)
    guard !children.contains(where: { part.tree.nodes[$0].kind != .text }) else { return }
    add(part.tree.nodes[node].content, quote: nil, name)
  }

  private mutating func add(_ range: Range<Int>, quote: UInt8?, _ name: String) {
    part.add(
      value: range, quote: quote, named: name.split(separator: ":").last ?? "", firstUnit: firstUnit,
      to: &units)
  }

  // MARK: - Sheets

  private static let addresses: Set<String> = ["print-ranges", "linked-cell", "source-cell-range"]

  private mutating func readReferences(of node: Int, _ name: String, _ parent: Int?) {
    let tree = part.tree
    if name == "table:table", let parent, tree.name(of: parent) == "office:spreadsheet",
      let attribute = tree.attribute("name", of: node)
    {
      let text = tree.text(attribute.value)
      let unit = firstUnit + units.count
      part.values.append(PackagePart.Value(range: attribute.value, unit: unit, quote: attribute.quote))
      sheetNames[unit] = text
      units.append(DocumentUnit(id: "\(part.name)/sheet[\(sheetNames.count)]", text: text))
    }
    for attribute in tree.attributes(of: node) {
      let name = tree.source(attribute.localName)
      let syntax: SheetNames.Syntax
      switch name {
      case "formula", "condition", "expression": syntax = .bracketed
      case let name
      where name.hasSuffix("address") || name.hasSuffix("addresses") || Self.addresses.contains(name):
        syntax = .address
      default: continue
      }
      part.formulas.append(
        PackagePart.Formula(range: attribute.value, quote: attribute.quote, syntax: syntax))
    }
  }
}
