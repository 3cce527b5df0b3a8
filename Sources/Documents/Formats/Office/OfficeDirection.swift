/// Sets the direction of paragraphs and runs of word processing.
enum OfficeDirection {
  /// Elements that come behind the direction in a run's properties, and in a paragraph's.
  private static let behindInRun: Set<String> = [
    "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange",
  ]
  private static let behindInParagraph: Set<String> = [
    "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap",
    "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr",
    "pPrChange",
  ]

  static func runProperties(_ source: [UInt8]?, prefix: String, isRightToLeft: Bool) -> [UInt8] {
    set("rtl", behindInRun, in: source, of: "rPr", prefix: prefix, isRightToLeft: isRightToLeft)
  }

  static func paragraphProperties(_ source: [UInt8]?, prefix: String, isRightToLeft: Bool) -> [UInt8] {
    set("bidi", behindInParagraph, in: source, of: "pPr", prefix: prefix, isRightToLeft: isRightToLeft)
  }

  /// - Parameters:
  ///   - source: an element of properties; nil where there is none.
  ///   - behind: what the new element has to stand before.
  private static func set(
    _ name: String, _ behind: Set<String>, in source: [UInt8]?, of element: String, prefix: String,
    isRightToLeft: Bool
  ) -> [UInt8] {
    let mark = isRightToLeft ? "<\(prefix)\(name)/>" : ""
    guard let source else {
      return isRightToLeft ? Array("<\(prefix)\(element)>\(mark)</\(prefix)\(element)>".utf8) : []
    }
    let tree = XMLTree(source, prefixes: [:])
    guard let root = tree.root else { return source }
    func local(_ node: Int) -> Substring { tree.name(of: node).split(separator: ":").last ?? "" }
    let children = tree.children(of: root).filter { tree.nodes[$0].kind == .element }
    if let found = children.first(where: { local($0) == name }) {
      let range = tree.nodes[found].range
      return source[..<range.lowerBound] + Array(mark.utf8) + source[range.upperBound...]
    }
    guard isRightToLeft else { return source }
    if tree.nodes[root].closingTag.isEmpty {
      // `<w:rPr/>`
      let tag = tree.nodes[root].openingTag
      let slash = source[tag].lastIndex(of: UInt8(ascii: "/")) ?? tag.upperBound
      return source[..<slash] + Array(">\(mark)</\(prefix)\(element)>".utf8)
    }
    let place =
      children.first { behind.contains(String(local($0))) }.map { tree.nodes[$0].range.lowerBound }
      ?? tree.nodes[root].content.upperBound
    return source[..<place] + Array(mark.utf8) + source[place...]
  }
}
