import Dragoman

/// What a part says of the language and its direction, as it has to be in the translation.
struct OpenDocumentLanguage {
  /// Languages of complex text layout that run from left to right.
  private static let complex: Set<String> = [
    "bn", "gu", "hi", "km", "kn", "lo", "ml", "mr", "my", "ne", "pa", "si", "ta", "te", "th",
  ]
  private static let directions = (leftToRight: "lr-tb", rightToLeft: "rl-tb")

  private let target: LanguageTag
  private let language: String
  private let country: String
  /// Behind the attributes that speak of the language's writing.
  private let suffix: String
  private let isRightToLeft: Bool?
  /// Whether the prefixes of attributes that are added mean what they usually do.
  private let canAdd: Bool

  init(_ tree: XMLTree, from source: LanguageTag?, to target: LanguageTag) {
    self.target = target
    let parts = OfficeLanguage.code(of: target).split(separator: "-")
    language = parts.first.map(String.init) ?? target.language
    country = parts.count > 1 ? parts.last.map(String.init) ?? "none" : "none"
    suffix =
      ["zh", "ja", "ko"].contains(target.language)
      ? "-asian"
      : target.direction == .rightToLeft || Self.complex.contains(target.language) ? "-complex" : ""
    // Where both languages run alike, what the document says is right.
    isRightToLeft =
      target.direction == .rightToLeft ? true : source?.direction == .rightToLeft ? false : nil
    let root = tree.root.map { tree.source(tree.nodes[$0].openingTag) } ?? ""
    canAdd =
      root.contains("xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"")
      && root.contains("xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"")
  }

  func statements(of node: Int, _ name: String, _ tree: XMLTree) -> [SourceEdits.Edit] {
    switch name {
    case "dc:language":
      let content = tree.nodes[node].content
      let isText = tree.children(of: node).allSatisfy { tree.nodes[$0].kind == .text }
      return isText && !content.isEmpty
        ? [SourceEdits.Edit(range: content, bytes: Array(target.code.utf8))] : []
    case "style:text-properties": return textStatements(of: node, tree)
    case "style:paragraph-properties", "style:page-layout-properties": return directions(of: node, name, tree)
    case "style:default-style": return missingDirection(of: node, tree)
    default: return []
    }
  }

  private func isDefault(_ node: Int, _ tree: XMLTree) -> Bool {
    tree.parent(of: node).map { tree.name(of: $0) == "style:default-style" } ?? false
  }

  // MARK: - Languages

  private func textStatements(of node: Int, _ tree: XMLTree) -> [SourceEdits.Edit] {
    let attributes = tree.attributes(of: node)
    func find(_ name: String) -> XMLAttribute? {
      attributes.first { tree.source($0.localName) == name + suffix }
    }
    guard let found = find("language") else {
      guard canAdd, isDefault(node, tree) else { return [] }
      let prefix = suffix.isEmpty ? "fo" : "style"
      return [
        add(
          " \(prefix):language\(suffix)=\"\(language)\" \(prefix):country\(suffix)=\"\(country)\"", to: node,
          tree)
      ]
    }
    // Text of no language stays so.
    guard isDefault(node, tree) || !["zxx", "none"].contains(tree.source(found.value)) else { return [] }
    var edits = [SourceEdits.Edit(range: found.value, bytes: Array(language.utf8))]
    if let found = find("country") {
      edits.append(SourceEdits.Edit(range: found.value, bytes: Array(country.utf8)))
    }
    // These would go before it.
    for name in ["script", "rfc-language-tag"] {
      guard let found = find(name) else { continue }
      edits.append(
        SourceEdits.Edit(range: found.name.lowerBound - 1..<found.value.upperBound + 1, bytes: []))
    }
    return edits
  }

  // MARK: - Directions

  private var direction: String? {
    isRightToLeft.map { $0 ? Self.directions.rightToLeft : Self.directions.leftToRight }
  }

  private func directions(of node: Int, _ name: String, _ tree: XMLTree) -> [SourceEdits.Edit] {
    guard let direction, let isRightToLeft else { return [] }
    var edits: [SourceEdits.Edit] = []
    var hasDirection = false
    for attribute in tree.attributes(of: node) {
      let value = tree.source(attribute.value)
      switch tree.source(attribute.localName) {
      case "writing-mode":
        hasDirection = true
        // Vertical text stays vertical.
        guard !value.hasPrefix("tb") else { continue }
        edits.append(SourceEdits.Edit(range: attribute.value, bytes: Array(direction.utf8)))
      case "text-align" where isRightToLeft && (value == "left" || value == "right"):
        // The side where lines begin, and the other one.
        edits.append(
          SourceEdits.Edit(range: attribute.value, bytes: Array((value == "left" ? "start" : "end").utf8)))
      default: break
      }
    }
    if !hasDirection, isRightToLeft, canAdd, isDefault(node, tree) {
      edits.append(add(" style:writing-mode=\"\(direction)\"", to: node, tree))
    }
    return edits
  }

  /// A default for paragraphs that says nothing of them.
  private func missingDirection(of node: Int, _ tree: XMLTree) -> [SourceEdits.Edit] {
    guard isRightToLeft == true, let direction, canAdd, tree.value("family", of: node) == "paragraph",
      tree.child("style:paragraph-properties", of: node) == nil, !tree.nodes[node].closingTag.isEmpty
    else { return [] }
    let start = tree.nodes[node].content.lowerBound
    return [
      SourceEdits.Edit(
        range: start..<start,
        bytes: Array("<style:paragraph-properties style:writing-mode=\"\(direction)\"/>".utf8))
    ]
  }

  /// Attributes behind those that the element has.
  private func add(_ attributes: String, to node: Int, _ tree: XMLTree) -> SourceEdits.Edit {
    let tag = tree.nodes[node].openingTag
    var end = max(tag.upperBound - 1, tag.lowerBound)
    if end > tag.lowerBound, tree.bytes[end - 1] == UInt8(ascii: "/") { end -= 1 }
    return SourceEdits.Edit(range: end..<end, bytes: Array(attributes.utf8))
  }
}
