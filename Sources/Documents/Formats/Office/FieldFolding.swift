import Foundation

/// Fields that a paragraph has from their beginning to their end become one piece, or a pair around their result;
/// parts of longer ones divide the text.
struct FieldFolding {
  private struct Open {
    var begin: Int
    var depth: Int
    var instruction = ""
    var separator: Int?
  }

  /// Fields whose result is computed and not written.
  private static let computed: Set<String> = [
    "=", "ADDIN", "ADVANCE", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BARCODE", "CITATION", "CREATEDATE",
    "DATE",
    "DISPLAYBARCODE", "EDITTIME", "EMBED", "EQ", "FILENAME", "FILESIZE", "FORMCHECKBOX", "INCLUDEPICTURE",
    "LISTNUM", "MACROBUTTON", "MERGEFIELD", "NOTEREF", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF",
    "PRINT", "PRINTDATE", "RD", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "SHAPE", "SYMBOL",
    "TA",
    "TC", "TIME", "USERINITIALS", "USERNAME", "XE",
  ]

  private var output: [InlineItem] = []
  private var open: [Open] = []
  private var depth = 0
  /// Numbers for pairs that elements do not have.
  private var nextPair: Int
  private let text: (InlineItem.Atom) -> String

  /// - Parameter text: of an atom.
  static func folded(
    _ items: [InlineItem], nextPair: Int, text: @escaping (InlineItem.Atom) -> String
  ) -> [InlineItem] {
    guard
      items.contains(where: { $0.kind == .fieldBegin || $0.kind == .fieldEnd || $0.kind == .fieldSeparator })
    else { return items }
    var folding = FieldFolding(nextPair: nextPair, text: text)
    for item in items { folding.add(item) }
    while let last = folding.open.popLast() { folding.giveUp(last) }
    return folding.output
  }

  private init(nextPair: Int, text: @escaping (InlineItem.Atom) -> String) {
    self.nextPair = nextPair
    self.text = text
  }

  /// Whether a field's result is left alone.
  static func isComputed(_ instruction: String) -> Bool {
    let words = instruction.split(whereSeparator: \.isWhitespace)
    guard let name = words.first?.uppercased() else { return true }
    if name.hasPrefix("=") || computed.contains(name) { return true }
    // References to numbers and to pages.
    return name == "REF" && words.contains { ["\\r", "\\n", "\\w", "\\p"].contains($0.lowercased()) }
  }

  private mutating func add(_ item: InlineItem) {
    var item = item
    switch item.kind {
    case .opening: depth += 1
    case .closing:
      depth -= 1
      while let last = open.last, last.depth > depth {
        giveUp(last)
        open.removeLast()
      }
    case .fieldBegin: open.append(Open(begin: output.count, depth: depth))
    case .fieldInstruction(let text):
      if !open.isEmpty, open[open.count - 1].separator == nil { open[open.count - 1].instruction += text }
    case .fieldSeparator:
      if open.isEmpty || open[open.count - 1].separator != nil {
        item.kind = .divider
      } else {
        open[open.count - 1].separator = output.count
      }
    case .fieldEnd:
      guard let field = open.last, field.depth == depth else {
        item.kind = .divider
        break
      }
      open.removeLast()
      fold(field, item)
      return
    default: break
    }
    output.append(item)
  }

  private mutating func fold(_ field: Open, _ end: InlineItem) {
    let items = output[field.begin...]
    let result = field.separator.map { output[($0 + 1)...] } ?? []
    let hasText = result.contains { $0.kind == .text }
    guard let separator = field.separator, hasText, !Self.isComputed(field.instruction) else {
      let text = result.filter { $0.kind == .text }.flatMap(\.atoms).map(text).joined()
        .trimmingCharacters(in: .whitespacesAndNewlines)
      let whole = InlineItem(text.isEmpty ? .standalone : .literal(text), (items + [end]).flatMap(\.atoms))
      output.replaceSubrange(field.begin..., with: [whole])
      return
    }
    let opening = InlineItem(.opening(nextPair), output[field.begin...separator].flatMap(\.atoms))
    let closing = InlineItem(.closing(nextPair), end.atoms)
    nextPair += 1
    output.replaceSubrange(field.begin..., with: [opening] + Array(result) + [closing])
  }

  private mutating func giveUp(_ field: Open) {
    for index in field.begin...(max(field.separator ?? field.begin, field.begin))
    where output.indices.contains(index) {
      switch output[index].kind {
      case .fieldBegin, .fieldInstruction, .fieldSeparator: output[index].kind = .divider
      default: break
      }
    }
  }
}
