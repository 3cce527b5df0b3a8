extension XMLTree {
  /// Whether an element holds anything but white space.
  /// - Parameter isTransparent: elements in it that count only for what they hold.
  func hasContent(_ node: Int, isTransparent: (Int) -> Bool = { _ in false }) -> Bool {
    children(of: node).contains { child in
      switch nodes[child].kind {
      case .text: !bytes[nodes[child].content].allSatisfy(XMLAttribute.isSpace)
      case .characterData: !nodes[child].content.isEmpty
      case .other: false
      case .element: isTransparent(child) ? hasContent(child, isTransparent: isTransparent) : true
      }
    }
  }
}
