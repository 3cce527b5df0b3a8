import Dragoman

/// What was found in an XLIFF source.
struct XLIFFReading: Sendable {
  /// A source with the target that is made from it.
  struct Entry: Sendable {
    /// The `trans-unit` or `segment`.
    var owner: Int
    /// `source`, or where there is one `seg-source`: a new target stands behind it and has what is in it.
    var source: Int
    var target: Int?
    /// One, or one for each segment.
    var texts: [CodedText]
    /// Segments that are translated already: their content in the source and in the old target.
    var kept: [(source: Range<Int>, target: Range<Int>)] = []
    /// The element that says the target's language.
    var languageNode: Int
  }

  var units: [DocumentUnit] = []
  var entries: [Entry] = []
  var declaredLanguage: LanguageTag?
  /// `trgLang` or `target-language`.
  var languageAttribute: String
  /// What a new target says of itself, and what is taken from an old one.
  var targetAttributes: [(name: String, value: String?)]
  /// What its owner says then. Of attributes that `isOptional` only those are changed that are there.
  var ownerAttributes: [(name: String, value: String?, isOptional: Bool)]
}

/// What the versions of XLIFF have in common.
struct XLIFFTargets {
  private static let mostNotes = 20

  let tree: XMLTree
  let options: DocumentOptions

  /// Whether the targets of a file are in the language that is wanted: those of another are made anew.
  func isWanted(_ declared: String?) -> Bool {
    guard let declared, let language = try? LanguageTag(declared) else { return true }
    return language.fits(options.target)
  }

  /// Whether a target holds anything: text, or codes other than marks of segments.
  func hasContent(_ node: Int) -> Bool { tree.hasContent(node, isTransparent: isSegment) }

  /// Whether white space in a source is meant as it stands. Where nothing is said programs' texts have lines of their
  /// own, and those out of markup are indented as that was.
  func preservesSpace(_ source: Int, outside: Bool?) -> Bool {
    if let said = tree.preservesSpace(at: source) ?? outside { return said }
    let content = tree.nodes[source].content
    return !content.dropFirst(2).contains { index in
      tree.bytes[index - 2] == 0x0A && XMLAttribute.isSpace(tree.bytes[index - 1])
        && XMLAttribute.isSpace(tree.bytes[index])
    }
  }

  /// What an element calls itself.
  func id(of node: Int, _ attribute: String = "id") -> String? {
    tree.value(attribute, of: node).map(UniqueIDs.shortened)
  }

  /// What is told to translators at an element; more is for nobody to read.
  func notes(in node: Int) -> [String] {
    let notes = tree.children(of: node).filter { tree.name(of: $0) == "note" }
    return notes.prefix(Self.mostNotes).map { tree.text(of: $0) }
  }

  func isSegment(_ node: Int) -> Bool {
    tree.name(of: node) == "mrk" && tree.value("mtype", of: node) == "seg"
  }

  /// Whether two elements have the same between their tags, as where a program has copied the source.
  func isCopy(_ target: Int, of source: Int) -> Bool {
    tree.bytes[tree.nodes[target].content].elementsEqual(tree.bytes[tree.nodes[source].content])
  }
}
