import Dragoman

/// Makes a unit of a stretch of a paragraph: looks that differ from the usual one become tags.
struct SegmentBuilder {
  private let tree: XMLTree
  private let items: [InlineItem]
  private let runs: RunTable
  private var builder = InlineBuilder()
  private var marks: [ParagraphSegment.Mark] = []
  /// The run of the most text in each element around runs; -1 is the unit itself.
  private var usual: [Int: Int] = [:]
  private var containers = [-1]
  /// The look that is open, and how many there were.
  private var look: (run: Int, name: String)?
  private var looks = 0
  private var lead = ""
  private var trail = ""

  /// - Returns: nil where there is nothing to translate. The segment's number of its unit has to be set.
  static func build(
    _ range: Range<Int>, of items: [InlineItem], tree: XMLTree, runs: RunTable, id: String
  ) -> (unit: DocumentUnit, segment: ParagraphSegment)? {
    var work = SegmentBuilder(tree: tree, items: items, runs: runs)
    work.findUsual(range)
    for index in range { work.add(index) }
    work.closeLook()
    guard work.builder.hasText, Translatability.isTranslatable(work.builder.text) else { return nil }
    let stretches = work.builder.stretches
    guard work.hasWholePairs(stretches) else { return nil }
    let unit = work.builder.unit(id: id)
    let segment = ParagraphSegment(
      items: range, unit: 0, stretches: stretches, marks: work.marks, run: work.usual[-1],
      lead: work.lead, trail: work.trail,
      partsOfWords: work.partsOfWords(unit, stretches))
    return (unit, segment)
  }

  private init(tree: XMLTree, items: [InlineItem], runs: RunTable) {
    self.tree = tree
    self.items = items
    self.runs = runs
  }

  /// Elements inside each other deeper than tags can be are left alone: their tags would be set apart.
  private func hasWholePairs(_ stretches: [Int: InlineBuilder.Stretch]) -> Bool {
    stretches.values.allSatisfy { stretch in
      guard marks.indices.contains(stretch.opening.lowerBound / 2) else { return true }
      return switch marks[stretch.opening.lowerBound / 2] {
      case .item: true
      case .opening, .look: stretch.closing != nil
      case .closing, .lookEnd: false
      }
    }
  }

  // MARK: - Looks

  private mutating func findUsual(_ range: Range<Int>) {
    var open = [-1]
    var counts: [Int: [Int: (count: Int, run: Int)]] = [:]
    for index in range {
      switch items[index].kind {
      case .opening(let pair): open.append(pair)
      case .closing: if open.count > 1 { open.removeLast() }
      case .text:
        for atom in items[index].atoms {
          guard let run = atom.run, let container = open.last else { continue }
          let count = text(atom).unicodeScalars.count { !$0.isSpace }
          counts[container, default: [:]][runs[run].look, default: (0, run)].count += count
        }
      default: break
      }
    }
    for (container, looks) in counts {
      usual[container] =
        looks.values.filter { $0.count > 0 }
        .max { ($0.count, -$0.run) < ($1.count, -$1.run) }?.run
    }
  }

  private mutating func closeLook() {
    guard let look else { return }
    self.look = nil
    builder.close(look.name, at: mark(.lookEnd))
  }

  private mutating func setLook(_ run: Int) {
    let usual = containers.last.flatMap { self.usual[$0] }
    guard look.map({ runs[$0.run].look != runs[run].look }) ?? true else { return }
    closeLook()
    guard let usual, runs[usual].look != runs[run].look else { return }
    looks += 1
    let name = "look\(looks)"
    builder.open(name, at: mark(.look(run: run)))
    look = (run, name)
  }

  // MARK: - Items

  private mutating func mark(_ mark: ParagraphSegment.Mark) -> Range<Int> {
    marks.append(mark)
    return 2 * (marks.count - 1)..<2 * (marks.count - 1) + 1
  }

  private mutating func add(_ index: Int) {
    switch items[index].kind {
    case .text: for atom in items[index].atoms { add(atom) }
    case .character(let scalar): builder.add(scalar, at: Self.nowhere)
    case .literal(let text):
      trail = ""
      builder.literal(text, at: mark(.item(index)))
    case .opening(let pair):
      closeLook()
      containers.append(pair)
      if usual[pair] == nil { usual[pair] = containers.dropLast().last.flatMap { usual[$0] } }
      builder.open("pair\(pair)", at: mark(.opening(item: index, run: usual[pair])), keepsApart: true)
    case .closing(let pair):
      closeLook()
      if containers.count > 1 { containers.removeLast() }
      builder.close("pair\(pair)", at: mark(.closing(item: index)))
    case .lineBreak, .divider: builder.lineBreak(at: mark(.item(index)))
    case .noise: break
    case .standalone, .fieldBegin, .fieldInstruction, .fieldSeparator, .fieldEnd:
      builder.standalone(at: mark(.item(index)))
    }
  }

  /// Where text is that no tag is compared with.
  private static let nowhere = -2 ..< -1

  private mutating func add(_ atom: InlineItem.Atom) {
    let text = text(atom)
    // White space has no look that would be missed.
    let isSpace = text.unicodeScalars.allSatisfy(\.isSpace)
    if !isSpace, let run = atom.run { setLook(run) }
    for scalar in text.unicodeScalars where scalar != "\u{AD}" {
      if scalar.isSpace { trail.unicodeScalars.append(scalar) } else { trail = "" }
      if builder.text.isEmpty, trail.isEmpty == false { lead.unicodeScalars.append(scalar) }
      builder.add(scalar, at: Self.nowhere)
    }
  }

  private func text(_ atom: InlineItem.Atom) -> String {
    tree.text(atom.range, isCharacterData: atom.kind == .characterData)
  }

  // MARK: - Parts of words

  private func partsOfWords(
    _ unit: DocumentUnit, _ stretches: [Int: InlineBuilder.Stretch]
  ) -> [Int: String] {
    let bytes = Array(unit.text.utf8)
    var opened: [Int: Int] = [:]
    var parts: [Int: String] = [:]
    for tag in unit.tags {
      switch tag.role {
      case .opening: opened[tag.id] = tag.offset
      case .closing:
        guard let start = opened[tag.id], start < tag.offset, let stretch = stretches[tag.id],
          marks.indices.contains(stretch.opening.lowerBound / 2),
          case .look = marks[stretch.opening.lowerBound / 2],
          Self.isInsideWord(start, bytes) || Self.isInsideWord(tag.offset, bytes)
        else { break }
        parts[tag.id] = String(decoding: bytes[start..<tag.offset], as: UTF8.self)
      case .standalone: break
      }
    }
    return parts
  }

  /// Between two letters or digits, of writings that have words.
  private static func isInsideWord(_ offset: Int, _ bytes: [UInt8]) -> Bool {
    guard offset > 0, offset < bytes.count else { return false }
    var start = offset - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    guard let before = UTF8Width.scalar(bytes[start..<offset]),
      let after = UTF8Width.scalar(
        bytes[offset..<min(offset + UTF8Width.width(of: bytes[offset]), bytes.count)])
    else { return false }
    return [before, after].allSatisfy {
      !$0.isWide && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
    }
  }
}
