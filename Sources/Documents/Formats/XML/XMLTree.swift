import Foundation

/// The elements of an XML source and their places in its bytes, so that stretches can be replaced and all others stay
/// as they are. The source has passed ``XMLCheck``; what is no XML is read as far as it makes sense.
package struct XMLTree: Sendable {
  package struct Node: Sendable {
    enum Kind: UInt8, Sendable {
      case element
      case text
      case characterData
      /// A comment, a declaration, an instruction.
      case other
    }

    var kind: Kind
    /// Into ``names``; -1 for what is no element.
    var name: Int32 = -1
    var start: Int32
    var contentStart: Int32
    var contentEnd: Int32
    var end: Int32
    var parent: Int32
    var next: Int32 = -1
    var first: Int32 = -1

    /// With tags.
    package var range: Range<Int> { Int(start)..<Int(end) }
    /// Between the tags; of text all of it.
    var content: Range<Int> { Int(contentStart)..<Int(contentEnd) }
    var openingTag: Range<Int> { Int(start)..<Int(contentStart) }
    var closingTag: Range<Int> { Int(contentEnd)..<Int(end) }
  }

  package let bytes: [UInt8]
  package private(set) var nodes: [Node] = []
  /// Of elements, with the prefix that their namespace usually has.
  private(set) var names: [String] = []

  /// - Parameters:
  ///   - bytes: UTF-8 without a byte order mark.
  ///   - prefixes: by namespace. Elements of another one have the prefix `?`.
  init(_ bytes: [UInt8], prefixes: [String: String]) {
    self.bytes = bytes
    guard bytes.count < Int(Int32.max) else { return }
    var builder = XMLTreeBuilder(bytes, prefixes: prefixes)
    builder.build()
    nodes = builder.nodes
    names = builder.names
  }

  /// The first element that is in no other.
  package var root: Int? { nodes.firstIndex { $0.kind == .element && $0.parent < 0 } }

  /// Empty for what is no element.
  package func name(of node: Int) -> String {
    let name = Int(nodes[node].name)
    return names.indices.contains(name) ? names[name] : ""
  }

  func parent(of node: Int) -> Int? { nodes[node].parent < 0 ? nil : Int(nodes[node].parent) }

  package func children(of node: Int) -> Children { Children(tree: self, node: Int(nodes[node].first)) }

  /// The first child of that name.
  package func child(_ name: String, of node: Int) -> Int? {
    children(of: node).first { self.name(of: $0) == name }
  }

  package struct Children: Sequence, IteratorProtocol {
    let tree: XMLTree
    var node: Int

    package mutating func next() -> Int? {
      guard node >= 0 else { return nil }
      defer { node = Int(tree.nodes[node].next) }
      return node
    }
  }

  // MARK: - Text

  /// The bytes of a stretch as they stand.
  func source(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The characters of a stretch, references resolved unless it is character data.
  func text(_ range: Range<Int>, isCharacterData: Bool = false) -> String {
    isCharacterData ? source(range) : CharacterReference.resolved(bytes, range)
  }

  /// All text in an element, but for what is in elements of the given names.
  package func text(of node: Int, outside names: Set<String> = []) -> String {
    var text = ""
    for child in children(of: node) {
      switch nodes[child].kind {
      case .text: text += self.text(nodes[child].content)
      case .characterData: text += source(nodes[child].content)
      case .element: if !names.contains(name(of: child)) { text += self.text(of: child, outside: names) }
      case .other: break
      }
    }
    return text
  }

  // MARK: - Attributes

  /// Of an element, in their order.
  func attributes(of node: Int) -> [XMLAttribute] { XMLAttribute.all(in: nodes[node].openingTag, of: bytes) }

  /// The attribute of that name, whatever its prefix.
  func attribute(_ name: String, of node: Int) -> XMLAttribute? {
    let name = Array(name.utf8)
    return attributes(of: node).first { bytes[$0.localName].elementsEqual(name) }
  }

  package func value(_ name: String, of node: Int) -> String? {
    attribute(name, of: node).map { text($0.value) }
  }
}
