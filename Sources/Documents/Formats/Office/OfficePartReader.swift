import Dragoman

/// Finds the units of a part.
struct OfficePartReader {
  /// What is read beside paragraphs.
  struct Scope {
    /// Elements whose content is plain text.
    var plainElements: Set<String> = []
    /// Elements whose `descr` and `title` are read.
    var describedElements: Set<String> = []
    /// Whether elements that hold runs are paragraphs here.
    var readsParagraphs = true
    var readsHidden = false
    /// Texts that are left alone.
    var kept: Set<String> = []
    /// Whether to look for formulas, which may name sheets.
    var readsFormulas = false
  }

  private struct Key: Hashable {
    var alternative: Int
    var text: String
    var tags: [InlineTag]
  }

  private var part: PackagePart
  private let scope: Scope
  private let target: LanguageTag
  private var units: [DocumentUnit] = []
  private let firstUnit: Int
  private var paragraphs = 0
  /// Units of the first choice among alternatives, which the others have once more.
  private var known: [Key: Int] = [:]

  /// - Parameter units: those of the parts before, to which the part's own are added.
  /// - Returns: the part with places for its units.
  static func read(
    _ part: PackagePart, _ scope: Scope, target: LanguageTag, units: inout [DocumentUnit]
  ) -> PackagePart {
    var reader = OfficePartReader(part: part, scope: scope, target: target, firstUnit: units.count)
    for node in part.tree.nodes.indices { reader.visit(node) }
    units += reader.units
    return reader.part
  }

  private init(part: PackagePart, scope: Scope, target: LanguageTag, firstUnit: Int) {
    self.part = part
    self.scope = scope
    self.target = target
    self.firstUnit = firstUnit
  }

  private mutating func visit(_ node: Int) {
    guard part.tree.nodes[node].kind == .element else { return }
    let name = part.tree.name(of: node)
    if scope.readsParagraphs, let dialect = RunDialect(paragraph: name) {
      read(paragraph: node, dialect)
    } else if scope.plainElements.contains(name) {
      read(plain: node, name)
    } else if scope.describedElements.contains(name) {
      for attribute in ["title", "descr"] { read(attribute, of: node, name) }
    } else if scope.readsFormulas, Self.formulas.contains(name) {
      part.formulas.append(
        PackagePart.Formula(range: part.tree.nodes[node].content, quote: nil, syntax: .exclamation))
    } else if name == "w:lang" || name == "a:rPr" || name == "a:endParaRPr" || name == "a:defRPr" {
      read(language: node, isWord: name == "w:lang")
    }
  }

  private static let formulas: Set<String> = [
    "s:f", "s:definedName", "c:f", "s:formula", "s:formula1", "s:formula2",
  ]

  // MARK: - Paragraphs

  private mutating func read(paragraph node: Int, _ dialect: RunDialect) {
    paragraphs += 1
    let items = ParagraphReader.items(
      of: node, in: part.tree, dialect, readsHidden: scope.readsHidden, runs: &part.runs)
    guard items.contains(where: { $0.kind == .text }) else { return }
    let tree = part.tree
    guard scope.kept.isEmpty || !scope.kept.contains(SheetText.decoded(text(of: node))) else { return }
    let alternative = self.alternative(of: node)
    let id = "\(part.name)/\(dialect.unitName)[\(paragraphs)]"
    var segments: [ParagraphSegment] = []
    for built in part.segments(of: items, id: id) {
      var segment = built.segment
      segment.unit = firstUnit + units.count
      defer { segments.append(segment) }
      if let alternative {
        let key = Key(alternative: alternative.node, text: built.unit.text, tags: built.unit.tags)
        if alternative.isFirst {
          known[key] = segment.unit
        } else if let unit = known[key] {
          segment.unit = unit
          continue
        }
      }
      units.append(built.unit)
    }
    guard !segments.isEmpty else { return }
    let properties = tree.child(dialect.paragraphProperties, of: node).map { tree.nodes[$0].range }
    let content = tree.nodes[node].content
    part.paragraphs.append(
      PackagePart.Paragraph(
        range: tree.nodes[node].range,
        content: (properties?.upperBound ?? content.lowerBound)..<content.upperBound, properties: properties,
        dialect: dialect, prefix: prefix(of: node), items: items, segments: segments))
  }

  /// Without what tells how it is read.
  private func text(of node: Int) -> String {
    part.tree.children(of: node).filter { part.tree.name(of: $0) != "s:rPh" }.map { part.tree.text(of: $0) }
      .joined()
  }

  /// As the source has it, with its colon.
  private func prefix(of node: Int) -> String {
    let tag = part.tree.source(part.tree.nodes[node].openingTag).dropFirst()
    let name = tag.prefix { $0 != " " && $0 != ">" && $0 != "/" && !$0.isWhitespace }
    return name.firstIndex(of: ":").map { String(name[...$0]) } ?? ""
  }

  /// The innermost alternatives that the element is in.
  private func alternative(of node: Int) -> (node: Int, isFirst: Bool)? {
    var choice = node
    while let parent = part.tree.parent(of: choice) {
      if part.tree.name(of: parent) == "mc:AlternateContent" {
        let first = part.tree.children(of: parent).first { part.tree.nodes[$0].kind == .element }
        return (parent, first == choice)
      }
      choice = parent
    }
    return nil
  }

  // MARK: - Values

  private mutating func read(plain node: Int, _ name: String) {
    let content = part.tree.nodes[node].content
    guard !part.tree.children(of: node).contains(where: { part.tree.nodes[$0].kind != .text }) else { return }
    add(value: content, quote: nil, name)
  }

  private mutating func read(_ attribute: String, of node: Int, _ name: String) {
    guard let found = part.tree.attribute(attribute, of: node) else { return }
    add(value: found.value, quote: found.quote, "\(name)@\(attribute)")
  }

  private mutating func add(value range: Range<Int>, quote: UInt8?, _ name: String) {
    part.add(
      value: range, quote: quote, named: name.split(separator: ":").last ?? "", firstUnit: firstUnit,
      to: &units)
  }

  // MARK: - Languages

  private mutating func read(language node: Int, isWord: Bool) {
    let name = isWord ? OfficeLanguage.attribute(for: target) : "lang"
    if let attribute = part.tree.attribute(name, of: node) {
      part.statements.append(
        SourceEdits.Edit(range: attribute.value, bytes: Array(OfficeLanguage.code(of: target).utf8)))
    }
  }
}

extension RunDialect {
  /// What a paragraph is called in the ids of units.
  fileprivate var unitName: String { self == .sheet ? "string" : "p" }
}
