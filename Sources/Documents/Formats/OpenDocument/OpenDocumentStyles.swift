/// The styles of a part, as far as they tell how texts look and whether they are seen.
struct OpenDocumentStyles {
  struct Style {
    /// The same for texts that a reader cannot tell apart; empty for that of the paragraph.
    var look: String
    /// Raised or lowered.
    var isShifted = false
    var isHidden = false
  }

  private struct Key: Hashable {
    var family: String
    var name: String
  }

  /// What differs from style to style without being seen.
  private static let noise: Set<String> = [
    "rsid", "paragraph-rsid", "language", "country", "script", "rfc-language-tag", "language-asian",
    "country-asian", "script-asian", "rfc-language-tag-asian", "language-complex", "country-complex",
    "script-complex", "rfc-language-tag-complex",
  ]

  private var styles: [Key: Style] = [:]

  init(_ tree: XMLTree) {
    for node in tree.nodes.indices where tree.name(of: node) == "style:style" {
      guard let family = tree.value("family", of: node), let name = tree.value("name", of: node) else {
        continue
      }
      let isAutomatic =
        tree.parent(of: node).map { tree.name(of: $0) == "office:automatic-styles" } ?? false
      styles[Key(family: family, name: name)] = Self.style(node, isAutomatic ? nil : name, tree)
    }
  }

  /// Of a style that is not here only the name is known.
  func text(_ name: String?) -> Style {
    guard let name else { return Style(look: "") }
    return styles[Key(family: "text", name: name)] ?? Style(look: "style \(name)")
  }

  func isHidden(_ name: String?, family: String) -> Bool {
    name.flatMap { styles[Key(family: family, name: $0)]?.isHidden } ?? false
  }

  /// - Parameter name: of a style that users know; nil for one that an editor made of what they did.
  private static func style(_ node: Int, _ name: String?, _ tree: XMLTree) -> Style {
    var parts: [String] = []
    var style = Style(look: "")
    if let parent = name ?? tree.value("parent-style-name", of: node) { parts.append("style \(parent)") }
    for properties in tree.children(of: node) where tree.nodes[properties].kind == .element {
      let isText = tree.name(of: properties) == "style:text-properties"
      for attribute in tree.attributes(of: properties) {
        let local = tree.source(attribute.localName)
        let value = tree.source(attribute.value)
        switch local {
        case "text-position": style.isShifted = !["0%", "0% 100%", "0"].contains(value)
        case "display" where isText: style.isHidden = value == "none"
        case "display": style.isHidden = value == "false"
        case "visibility": style.isHidden = value == "hidden"
        default: break
        }
        if name == nil, isText, !Self.noise.contains(local) { parts.append("\(local)=\(value)") }
      }
    }
    style.look = parts.joined(separator: "\u{0}")
    return style
  }
}
