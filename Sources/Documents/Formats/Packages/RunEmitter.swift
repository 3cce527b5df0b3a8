/// Writes a paragraph's content: text and elements in runs, which are opened and closed as needed.
final class RunEmitter {
  /// How the part is written.
  struct Style {
    var dialect: RunDialect
    /// In front of names, as the source has it: `w:`.
    var prefix: String
    /// Translated text runs from right to left.
    var isRightToLeft: Bool?
  }

  private let tree: XMLTree
  private let runs: RunTable
  private let style: Style
  /// A stretch of the source, with what is translated in it.
  private let render: (Range<Int>) -> [UInt8]
  private(set) var output: [UInt8] = []
  private var openRun: (run: Int, isTranslated: Bool)?
  private var isInText = false
  /// The runs that text is written as, innermost last.
  private var stack: [Int?] = []

  init(_ tree: XMLTree, _ runs: RunTable, _ style: Style, render: @escaping (Range<Int>) -> [UInt8]) {
    self.tree = tree
    self.runs = runs
    self.style = style
    self.render = render
  }

  // MARK: - Source

  func write(_ item: InlineItem) {
    guard item.kind != .noise else { return }
    for atom in item.atoms {
      switch atom.kind {
      case .text:
        beginText(atom.run, isTranslated: false)
        output += tree.bytes[atom.range]
      case .characterData:
        beginText(atom.run, isTranslated: false)
        output += XMLEscape.text(tree.source(atom.range))
      case .markup:
        endText()
        if let run = atom.run { begin(run, isTranslated: false) } else { end() }
        output += render(atom.range)
      }
    }
  }

  // MARK: - Translations

  func write(_ segment: ParagraphSegment, of items: [InlineItem], _ unit: TranslatedUnit) {
    stack = [segment.run]
    text(segment.lead)
    let writer = InlineWriter(
      stretches: segment.stretches,
      source: { [self] place in
        let index = place.lowerBound / 2
        if !place.isEmpty, segment.marks.indices.contains(index) { apply(segment.marks[index], items) }
        return []
      },
      escape: { [self] text in
        self.text(text)
        return []
      })
    _ = writer.write(PartsOfWords.narrowed(unit, segment.partsOfWords))
    text(segment.trail)
    stack = []
  }

  private func apply(_ mark: ParagraphSegment.Mark, _ items: [InlineItem]) {
    switch mark {
    case .item(let item): write(items[item])
    case .opening(let item, let run):
      write(items[item])
      stack.append(run)
    case .closing(let item):
      write(items[item])
      if stack.count > 1 { stack.removeLast() }
    case .look(let run): stack.append(run)
    case .lookEnd: if stack.count > 1 { stack.removeLast() }
    }
  }

  private func text(_ text: String) {
    guard !text.isEmpty else { return }
    beginText(stack.last(where: { $0 != nil }) ?? nil, isTranslated: true)
    output += XMLEscape.text(text)
  }

  // MARK: - Runs

  private func beginText(_ run: Int?, isTranslated: Bool) {
    if let run { begin(run, isTranslated: isTranslated) } else if openRun != nil { end() }
    guard !isInText else { return }
    if style.dialect.hasTextElements {
      output += Array("<\(style.prefix)t\(style.dialect.textAttributes)>".utf8)
    }
    isInText = true
  }

  private func endText() {
    guard isInText else { return }
    if style.dialect.hasTextElements { output += Array("</\(style.prefix)t>".utf8) }
    isInText = false
  }

  private func begin(_ run: Int, isTranslated: Bool) {
    // Only a direction tells translated runs from others.
    let isTranslated = isTranslated && style.dialect == .word && style.isRightToLeft != nil
    // A drawing's run has one text.
    if let openRun, openRun == (run, isTranslated), isInText || style.dialect != .drawing { return }
    // Text of runs that look alike goes on in one.
    if let openRun, isInText, openRun.isTranslated == isTranslated, runs[openRun.run].look == runs[run].look {
      return
    }
    end()
    for tag in runs[run].openingTags { output += render(tag) }
    let properties = runs[run].properties.map(render)
    if style.dialect == .word, isTranslated, let isRightToLeft = style.isRightToLeft {
      output += OfficeDirection.runProperties(properties, prefix: style.prefix, isRightToLeft: isRightToLeft)
    } else {
      output += properties ?? []
    }
    openRun = (run, isTranslated)
  }

  func end() {
    endText()
    guard let openRun else { return }
    for tag in runs[openRun.run].closingTags { output += tree.bytes[tag] }
    self.openRun = nil
  }
}
