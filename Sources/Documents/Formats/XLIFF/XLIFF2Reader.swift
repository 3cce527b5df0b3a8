import Dragoman

/// Finds the units of XLIFF 2.
struct XLIFF2Reader {
  private struct State {
    var translates = true
    var preservesSpace: Bool?
    var path = ""
    var context: String?
    var notes: [String] = []
  }

  private let tree: XMLTree
  private let options: DocumentOptions
  private let targets: XLIFFTargets
  private let root: Int
  private let isWanted: Bool
  private var texts: CodedTextReader
  private var reading: XLIFFReading
  private var files = 0
  private var segments = 0

  static func read(_ tree: XMLTree, _ root: Int, options: DocumentOptions) -> XLIFFReading {
    var reader = XLIFF2Reader(tree, root, options)
    reader.walk(root, State())
    reader.reading.units = reader.texts.units
    return reader.reading
  }

  private init(_ tree: XMLTree, _ root: Int, _ options: DocumentOptions) {
    self.tree = tree
    self.root = root
    self.options = options
    targets = XLIFFTargets(tree: tree, options: options)
    isWanted = targets.isWanted(tree.value("trgLang", of: root))
    texts = CodedTextReader(tree, .xliff2)
    reading = XLIFFReading(
      declaredLanguage: tree.value("srcLang", of: root).flatMap { try? LanguageTag($0) },
      languageAttribute: "trgLang", targetAttributes: [],
      // What is below the state was said of the old one.
      ownerAttributes: [("state", "translated", false), ("subState", nil, true)])
  }

  private mutating func walk(_ node: Int, _ outer: State) {
    var state = outer
    if tree.value("translate", of: node) == "no" { state.translates = false }
    if tree.value("translate", of: node) == "yes" { state.translates = true }
    state.preservesSpace = tree.preservesSpace(at: node) ?? state.preservesSpace
    switch tree.name(of: node) {
    case "file":
      files += 1
      state.path = "file[\(files)]"
    case "unit":
      segments = 0
      state.path += "/\(targets.id(of: node) ?? "")"
      state.context = tree.value("name", of: node)
      state.notes = notes(of: node)
    case "segment":
      segments += 1
      if state.translates { read(node, state) }
      return
    case "xliff", "group": break
    default: return
    }
    for child in tree.children(of: node) where tree.nodes[child].kind == .element { walk(child, state) }
  }

  private mutating func read(_ node: Int, _ state: State) {
    guard let source = tree.child("source", of: node) else { return }
    let target = tree.child("target", of: node)
    if let target, targets.hasContent(target), !options.replacesTranslations, isWanted {
      switch tree.value("state", of: node) {
      case "initial": break
      case nil where targets.isCopy(target, of: source): break
      default: return
      }
    }
    let text = texts.read(
      source, id: "\(state.path)/\(targets.id(of: node) ?? "[\(segments)]")",
      preservesSpace: targets.preservesSpace(source, outside: state.preservesSpace), context: state.context,
      notes: state.notes + notes(of: node))
    guard let text else { return }
    reading.entries.append(
      XLIFFReading.Entry(owner: node, source: source, target: target, texts: [text], languageNode: root))
  }

  private func notes(of unit: Int) -> [String] {
    guard let notes = tree.child("notes", of: unit) else { return [] }
    return targets.notes(in: notes)
  }
}
