import Dragoman

/// Finds the units of XLIFF 1.
struct XLIFF1Reader {
  private struct State {
    var translates = true
    var preservesSpace: Bool?
    var file: Int?
    var path = ""
    var isWanted = true
  }

  private let tree: XMLTree
  private let options: DocumentOptions
  private let targets: XLIFFTargets
  private var texts: CodedTextReader
  private var reading: XLIFFReading
  private var files = 0

  static func read(_ tree: XMLTree, _ root: Int, options: DocumentOptions) -> XLIFFReading {
    var reader = XLIFF1Reader(tree, options)
    reader.walk(root, State())
    reader.reading.units = reader.texts.units
    return reader.reading
  }

  private init(_ tree: XMLTree, _ options: DocumentOptions) {
    self.tree = tree
    self.options = options
    targets = XLIFFTargets(tree: tree, options: options)
    texts = CodedTextReader(tree, .xliff1)
    reading = XLIFFReading(
      languageAttribute: "target-language",
      targetAttributes: [("state", "needs-review-translation"), ("state-qualifier", "leveraged-mt")],
      ownerAttributes: [("approved", "no", true)])
  }

  private mutating func walk(_ node: Int, _ outer: State) {
    var state = outer
    if tree.value("translate", of: node) == "no" { state.translates = false }
    if tree.value("translate", of: node) == "yes" { state.translates = true }
    state.preservesSpace = tree.preservesSpace(at: node) ?? state.preservesSpace
    switch tree.name(of: node) {
    case "file":
      files += 1
      state.file = node
      state.path = "file[\(files)]"
      state.isWanted = targets.isWanted(tree.value("target-language", of: node))
      if reading.declaredLanguage == nil {
        reading.declaredLanguage = tree.value("source-language", of: node).flatMap { try? LanguageTag($0) }
      }
    case "trans-unit":
      if state.translates, let file = state.file { read(node, state, file: file) }
      return
    case "xliff", "body", "group": break
    default: return
    }
    for child in tree.children(of: node) where tree.nodes[child].kind == .element { walk(child, state) }
  }

  private mutating func read(_ node: Int, _ state: State, file: Int) {
    guard let source = tree.child("source", of: node) else { return }
    let target = tree.child("target", of: node)
    let segmented = tree.child("seg-source", of: node)
    let segments = segmented.map { self.segments(in: $0) } ?? []
    let isReplaced = isReplaced(target, source: segmented ?? source, of: node, state)
    if let target, !isReplaced, segments.isEmpty, targets.hasContent(target) { return }
    let id = targets.id(of: node) ?? ""
    let context = tree.value("resname", of: node)
    let notes = targets.notes(in: node)
    var entry = XLIFFReading.Entry(
      owner: node, source: segments.isEmpty ? source : segmented ?? source, target: target, texts: [],
      languageNode: file)
    let space = targets.preservesSpace(source, outside: state.preservesSpace)
    func add(_ element: Int, _ id: String) {
      let text = texts.read(element, id: id, preservesSpace: space, context: context, notes: notes)
      if let text { entry.texts.append(text) }
    }
    if segments.isEmpty {
      add(source, "\(state.path)/\(id)")
    } else {
      var old: [String: Int] = [:]
      for segment in target.map({ self.segments(in: $0) }) ?? [] where !isReplaced {
        if let mid = tree.value("mid", of: segment), targets.hasContent(segment) { old[mid] = segment }
      }
      // A target that has words outside of segments is somebody's, as it is.
      if let target, !isReplaced, targets.hasContent(target), old.isEmpty { return }
      for (number, segment) in segments.enumerated() {
        let mid = tree.value("mid", of: segment)
        if let mid, let done = old[mid] {
          entry.kept.append((tree.nodes[segment].content, tree.nodes[done].content))
        } else if !CodeDialect.isProtected(segment, in: tree) {
          let own = targets.id(of: segment, "mid") ?? "[\(number + 1)]"
          add(segment, "\(state.path)/\(id)/\(own)")
        }
      }
    }
    if !entry.texts.isEmpty { reading.entries.append(entry) }
  }

  /// Whether what a target holds gives way.
  private func isReplaced(_ target: Int?, source: Int, of node: Int, _ state: State) -> Bool {
    guard let target, targets.hasContent(target), !options.replacesTranslations, state.isWanted else {
      return true
    }
    if let said = tree.value("state", of: target) { return ["new", "needs-translation"].contains(said) }
    return tree.value("approved", of: node) != "yes" && targets.isCopy(target, of: source)
  }

  /// The segments of a text, in their order; none where one is inside another, or has no content.
  private func segments(in node: Int) -> [Int] {
    var found: [Int] = []
    for child in tree.children(of: node) where tree.nodes[child].kind == .element {
      if targets.isSegment(child) {
        found.append(child)
      } else if tree.name(of: child) == "g" || tree.name(of: child) == "mrk" {
        found += segments(in: child)
      }
    }
    return found
  }
}
