/// Sets the direction of paragraphs in drawings and slides.
enum DrawingDirection {
  /// - Parameter source: an element of properties; nil where there is none.
  static func properties(_ source: [UInt8]?, prefix: String, isRightToLeft: Bool) -> [UInt8] {
    let value = isRightToLeft ? "1" : "0"
    guard let source else { return isRightToLeft ? Array("<\(prefix)pPr rtl=\"1\"/>".utf8) : [] }
    let tree = XMLTree(source, prefixes: [:])
    guard let root = tree.root else { return source }
    if let attribute = tree.attribute("rtl", of: root) {
      return source[..<attribute.value.lowerBound] + Array(value.utf8) + source[attribute.value.upperBound...]
    }
    guard isRightToLeft else { return source }
    let name = "<\(prefix)pPr".utf8.count
    return source.prefix(name) + Array(" rtl=\"1\"".utf8) + source.dropFirst(name)
  }
}
