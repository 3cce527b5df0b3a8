/// Properties that are there or not: `<w:bidi/>`, `<w:bidi w:val="0"/>`.
enum OfficeSwitch {
  static func isOn(_ node: Int, of tree: XMLTree) -> Bool {
    guard let value = tree.value("val", of: node) else { return true }
    return !["0", "false", "off"].contains(value)
  }
}
