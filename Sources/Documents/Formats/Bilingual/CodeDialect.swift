/// What the elements inside a text of XLIFF or TMX are.
struct CodeDialect: Sendable {
  enum Role: Sendable {
    /// Around text.
    case pair
    case standalone
    /// Half of a pair whose other half is an element of its own; the key is what both have in common.
    case opening(key: String)
    case closing(key: String)
  }

  private enum Kind {
    case pair
    case standalone
    case opening([String])
    case closing([String])
  }

  /// By element; the attributes are those that may have the key, the first that is there counts.
  private let kinds: [String: Kind]

  /// The role of an element; what is not known is around text.
  func role(of node: Int, in tree: XMLTree) -> Role {
    func key(_ names: [String]) -> String {
      for name in names {
        if let value = tree.value(name, of: node) { return value }
      }
      return ""
    }
    switch kinds[tree.name(of: node)] ?? .pair {
    case .pair: return .pair
    case .standalone: return .standalone
    case .opening(let names): return .opening(key: key(names))
    case .closing(let names): return .closing(key: key(names))
    }
  }

  /// Whether what is in or behind the element is not to be translated.
  static func isProtected(_ node: Int, in tree: XMLTree) -> Bool {
    tree.value("translate", of: node) == "no" || tree.value("mtype", of: node) == "protected"
  }

  /// No codes at all.
  static let none = CodeDialect(kinds: [:])

  static let xliff1 = CodeDialect(kinds: [
    "x": .standalone, "ph": .standalone, "it": .standalone, "bx": .opening(["rid", "id"]),
    "ex": .closing(["rid", "id"]), "bpt": .opening(["rid", "id"]), "ept": .closing(["rid", "id"]),
  ])

  static let xliff2 = CodeDialect(kinds: [
    "ph": .standalone, "cp": .standalone, "sc": .opening(["id"]), "ec": .closing(["startRef", "id"]),
    "sm": .opening(["id"]), "em": .closing(["startRef"]),
  ])

  static let tmx = CodeDialect(kinds: [
    "ph": .standalone, "it": .standalone, "ut": .standalone, "bpt": .opening(["i"]), "ept": .closing(["i"]),
  ])
}
