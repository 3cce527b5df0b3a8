import Documents
import Dragoman
import Foundation

/// TBX in both of its shapes, and TMX.
struct XMLGlossaryReader {
  private let tree: XMLTree
  private let root: Int
  private let name: String

  init(_ data: Data, name: String) throws(DocumentError) {
    let source = try XMLSource(
      DocumentSource(data, name: name), format: "glossary",
      prefixes: ["http://www.lisa.org/tmx14": "", "urn:iso:std:iso:30042:ed-2": ""], limits: DocumentLimits(),
      allowsDoctype: true)
    guard let root = source.tree.root else {
      throw DocumentError(.damaged, format: "glossary", place: .line(1), reason: "it has no elements")
    }
    (tree, self.root, self.name) = (source.tree, root, name)
  }

  func read(into collector: inout EntryCollector) throws {
    var lines = LineCounter(tree.bytes)
    switch tree.name(of: root) {
    case "tmx":
      guard let body = tree.child("body", of: root) else { return }
      for unit in tree.children(of: body) where tree.name(of: unit) == "tu" {
        try collector.add(memoryEntry(unit), line: lines.line(ofByte: tree.nodes[unit].range.lowerBound))
      }
    case "martif", "tbx":
      let text = tree.child("text", of: root) ?? root
      guard let body = tree.child("body", of: text) else { return }
      for concept in tree.children(of: body)
      where ["termEntry", "conceptEntry"].contains(tree.name(of: concept)) {
        for entry in conceptEntries(concept) {
          try collector.add(entry, line: lines.line(ofByte: tree.nodes[concept].range.lowerBound))
        }
      }
    case let other:
      throw GlossaryError(
        file: name, problems: [.init(line: 1, reason: "its root is <\(other)>: a glossary is TBX or TMX")],
        advice: "export it as TBX, TMX, CSV or TSV")
    }
  }

  private func memoryEntry(_ unit: Int) -> GlossaryEntry {
    var entry = GlossaryEntry(forms: [:])
    for variant in tree.children(of: unit) where tree.name(of: variant) == "tuv" {
      guard let language = language(of: variant), let segment = tree.child("seg", of: variant) else {
        continue
      }
      add(tree.text(of: segment), language, to: &entry)
    }
    entry.note = tree.child("note", of: unit).map { tree.text(of: $0) }
    return entry
  }

  /// One entry of the terms that may be used, and one of those that must not.
  private func conceptEntries(_ concept: Int) -> [GlossaryEntry] {
    var (good, bad) = (GlossaryEntry(forms: [:]), GlossaryEntry(forms: [:], status: .forbidden))
    var preferred: [LanguageTag: [String]] = [:]
    good.domain = described("subjectField", in: concept)
    good.note = tree.child("note", of: concept).map { tree.text(of: $0) }
    for section in tree.children(of: concept) where ["langSet", "langSec"].contains(tree.name(of: section)) {
      guard let language = language(of: section) else { continue }
      for group in termGroups(section) {
        guard let term = tree.child("term", of: group) else { continue }
        let text = tree.text(of: term)
        good.partOfSpeech = good.partOfSpeech ?? described("partOfSpeech", in: group)
        switch described("administrativeStatus", in: group)?.prefix(while: { $0 != "-" }) {
        case "deprecatedTerm", "supersededTerm": add(text, language, to: &bad)
        case "preferredTerm":
          let form = Self.form(text)
          if !form.isEmpty { preferred[language, default: []].append(form) }
        default: add(text, language, to: &good)
        }
      }
    }
    for (language, forms) in preferred { good.forms[language] = forms + (good.forms[language] ?? []) }
    guard !bad.forms.isEmpty else { return [good] }
    // What must not be said is told by what may.
    for (language, forms) in good.forms where bad.forms[language] == nil { bad.forms[language] = forms }
    return good.forms.count > 1 ? [good, bad] : [bad]
  }

  private func termGroups(_ section: Int) -> [Int] {
    tree.children(of: section).flatMap { child -> [Int] in
      switch tree.name(of: child) {
      case "tig", "termSec": [child]
      case "ntig": tree.children(of: child).filter { tree.name(of: $0) == "termGrp" }
      default: []
      }
    }
  }

  /// What a `termNote`, a `descrip` or an `admin` of that type says.
  private func described(_ type: String, in node: Int) -> String? {
    for child in tree.children(of: node)
    where ["termNote", "descrip", "admin", "descripGrp"].contains(tree.name(of: child)) {
      if tree.value("type", of: child) == type { return tree.text(of: child) }
      if let inner = described(type, in: child) { return inner }
    }
    return nil
  }

  private func language(of node: Int) -> LanguageTag? {
    tree.value("lang", of: node).flatMap { try? LanguageTag($0) }
  }

  private func add(_ text: String, _ language: LanguageTag, to entry: inout GlossaryEntry) {
    let form = Self.form(text)
    if !form.isEmpty { entry.forms[language, default: []].append(form) }
  }

  private static func form(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
