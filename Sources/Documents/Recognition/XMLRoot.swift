import Foundation

/// The name and namespace of a document's first element, found without a parser.
public struct XMLRoot: Sendable, Hashable {
  /// Without its prefix.
  public let name: String
  /// The namespace that the element is in; nil for none.
  public let namespace: String?
  /// Whether an XML declaration stands before it.
  public let isDeclared: Bool

  /// - Returns: nil unless an element is the first thing behind declarations, comments and white space.
  package init?(_ head: String) {
    var rest = Substring(head)
    var isDeclared = false
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if rest.hasPrefix("<?") {
        isDeclared = isDeclared || rest.hasPrefix("<?xml")
        guard let end = rest.range(of: "?>") else { return nil }
        rest = rest[end.upperBound...]
      } else if rest.hasPrefix("<!--") {
        guard let end = rest.range(of: "-->") else { return nil }
        rest = rest[end.upperBound...]
      } else if rest.hasPrefix("<!") {
        guard let end = rest.firstIndex(of: ">") else { return nil }
        // An internal subset has declarations of its own.
        let subset = rest[..<end].firstIndex(of: "[") != nil ? rest.range(of: "]>")?.upperBound : nil
        rest = rest[(subset ?? rest.index(after: end))...]
      } else {
        break
      }
    }
    guard rest.first == "<" else { return nil }
    let tag = rest.dropFirst().prefix { $0 != ">" }
    let qualified = tag.prefix { !$0.isWhitespace && $0 != "/" }
    guard let first = qualified.first, first.isLetter || first == "_" else { return nil }
    let parts = qualified.split(separator: ":", maxSplits: 1)
    name = String(parts.last ?? qualified)
    let attribute = parts.count == 2 ? "xmlns:\(parts[0])" : "xmlns"
    namespace = Self.value(of: attribute, in: tag)
    self.isDeclared = isDeclared
  }

  private static func value(of attribute: String, in tag: Substring) -> String? {
    var rest = tag
    while let found = rest.range(of: attribute) {
      let isName = found.lowerBound > tag.startIndex && tag[tag.index(before: found.lowerBound)].isWhitespace
      rest = rest[found.upperBound...].drop(while: \.isWhitespace)
      guard isName, rest.first == "=" else { continue }
      let value = rest.dropFirst().drop(while: \.isWhitespace)
      guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
      return String(value.dropFirst().prefix { $0 != quote })
    }
    return nil
  }
}
