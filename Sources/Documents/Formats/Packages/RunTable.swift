/// The runs of a part, and which of them look alike.
struct RunTable: Sendable {
  struct Run: Sendable {
    /// Of the run's element, or of several inside each other, the outermost first.
    var openingTags: [Range<Int>]
    var properties: Range<Int>?
    /// The innermost first.
    var closingTags: [Range<Int>]
    /// The same for runs that a reader cannot tell apart.
    var look: Int
    /// Raised or lowered.
    var isShifted: Bool
    var isHidden: Bool
  }

  /// What differs from run to run without being seen.
  private static let noise: Set<String> = [
    "w:lang", "w:noProof", "w:rtl", "w:webHidden",
  ]
  private static let noiseAttributes: Set<String> = [
    "lang", "altLang", "dirty", "err", "noProof", "smtClean", "smtId", "bmk",
  ]

  private(set) var runs: [Run] = []
  private var looks: [String: Int] = [:]

  subscript(run: Int) -> Run { runs[run] }

  /// - Returns: the number of the run that is the element `node`.
  mutating func add(_ node: Int, of tree: XMLTree, _ dialect: RunDialect) -> Int {
    let properties = tree.child(dialect.runProperties, of: node)
    let look = properties.map { self.look(of: $0, tree) } ?? ""
    let number = number(of: look)
    var (isShifted, isHidden) = (false, false)
    if let properties {
      isShifted = (tree.value("baseline", of: properties).map { $0 != "0" && !$0.isEmpty }) ?? false
      for child in tree.children(of: properties) {
        switch tree.name(of: child) {
        case "w:vertAlign", "s:vertAlign": isShifted = tree.value("val", of: child) != "baseline"
        case "w:vanish": isHidden = OfficeSwitch.isOn(child, of: tree)
        default: break
        }
      }
    }
    runs.append(
      Run(
        openingTags: [tree.nodes[node].openingTag], properties: properties.map { tree.nodes[$0].range },
        closingTags: [tree.nodes[node].closingTag], look: number, isShifted: isShifted, isHidden: isHidden))
    return runs.count - 1
  }

  /// - Parameters:
  ///   - elements: those that text is in, the outermost first.
  ///   - look: the same for runs that a reader cannot tell apart.
  mutating func add(
    elements: [Int], of tree: XMLTree, look: String, isShifted: Bool, isHidden: Bool
  ) -> Int {
    runs.append(
      Run(
        openingTags: elements.map { tree.nodes[$0].openingTag }, properties: nil,
        closingTags: elements.reversed().map { tree.nodes[$0].closingTag }, look: number(of: look),
        isShifted: isShifted, isHidden: isHidden))
    return runs.count - 1
  }

  private mutating func number(of look: String) -> Int {
    let number = looks[look] ?? looks.count
    looks[look] = number
    return number
  }

  private func look(of properties: Int, _ tree: XMLTree) -> String {
    var parts = tree.attributes(of: properties).filter { attribute in
      !Self.noiseAttributes.contains(tree.source(attribute.localName))
    }.map { "\(tree.source($0.name))=\(tree.source($0.value))" }.sorted()
    for child in tree.children(of: properties) where tree.nodes[child].kind == .element {
      let name = tree.name(of: child)
      if Self.noise.contains(name) { continue }
      guard name == "w:rFonts" else {
        parts.append(tree.source(tree.nodes[child].range))
        continue
      }
      // The hint says in which writing a character is that could be of several.
      let fonts = tree.attributes(of: child).filter { tree.source($0.localName) != "hint" }
      if !fonts.isEmpty {
        parts.append(
          "fonts " + fonts.map { "\(tree.source($0.name))=\(tree.source($0.value))" }.joined(separator: " "))
      }
    }
    return parts.joined(separator: "\u{0}")
  }
}
