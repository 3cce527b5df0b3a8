import Documents
import Dragoman
import TestSupport
import Testing

struct TagPlacementTests {
  private struct Placed: Equatable {
    var text: String
    var unsure: [Int]

    init(_ text: String, _ unsure: [Int]) {
      self.text = text
      self.unsure = unsure
    }
  }

  /// `a <1>b</1> c<2/>`: digits are ids, `{` before an id of a standalone tag makes it hug what follows.
  private static func unit(_ marked: String) -> DocumentUnit {
    var text = ""
    var tags: [InlineTag] = []
    var rest = Substring(marked)
    while let character = rest.popFirst() {
      guard character == "<", let end = rest.firstIndex(of: ">") else {
        text.append(character)
        continue
      }
      var body = rest[..<end]
      rest = rest[rest.index(after: end)...]
      let role: InlineTag.Role = body.hasPrefix("/") ? .closing : body.hasSuffix("/") ? .standalone : .opening
      let hug: InlineTag.Hug = body.hasPrefix("{") ? .after : .before
      let keepsApart = body.hasPrefix("!")
      body.removeAll { "/{!".contains($0) }
      tags.append(
        InlineTag(id: Int(body) ?? 0, role: role, offset: text.utf8.count, hug: hug, keepsApart: keepsApart))
    }
    return DocumentUnit(id: "u", text: text, tags: tags)
  }

  private static func marked(_ unit: TranslatedUnit) -> String {
    unit.pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .tag(let tag):
        switch tag.role {
        case .opening: "<\(tag.id)>"
        case .closing: "</\(tag.id)>"
        case .standalone: "<\(tag.id)/>"
        }
      }
    }.joined()
  }

  /// - Parameter links: words of the source and of the translation, by number.
  private static func place(
    _ source: String, _ target: String, _ links: [(Int, Int)]
  ) -> Placed {
    let unit = unit(source)
    let (from, to) = (WordScanner.atoms(of: unit.text), WordScanner.atoms(of: target))
    let translation = TextTranslation(
      text: target, blocks: [.init(source: 0..<unit.text.utf8.count, target: 0..<target.utf8.count)],
      alignment: Alignment(links.map { .init(source: from[$0.0], target: to[$0.1]) }))
    let placement = TagPlacement(unit, translation)
    return Placed(marked(placement.unit), placement.unsure)
  }

  @Test func pairsFollowTheirWords() {
    let result = Self.place(
      "The <1>black</1> cat sleeps.", "Le chat noir dort.", [(0, 0), (1, 2), (2, 1), (3, 3), (4, 4)])
    #expect(result == Placed("Le chat <1>noir</1> dort.", []))
    let han = Self.place("我<1>不</1>去", "I do not go", [(0, 0), (1, 1), (1, 2), (2, 3)])
    #expect(han == Placed("I <1>do not</1> go", []))
    let toHan = Self.place(
      "The <1>second meeting</1> opened", "第二次会议开幕", [(1, 0), (1, 1), (1, 2), (2, 3), (2, 4), (3, 5), (3, 6)])
    #expect(toHan == Placed("<1>第二次会议</1>开幕", []))
  }

  @Test func discontinuousWordsAreEnclosed() {
    let result = Self.place("I do <1>not</1> know", "Je ne sais pas", [(0, 0), (2, 1), (2, 3), (3, 2)])
    #expect(result == Placed("Je <1>ne sais pas</1>", []))
    let nested = Self.place(
      "I do <1>not</1> <2>know</2>", "Je ne sais pas", [(0, 0), (2, 1), (2, 3), (3, 2)])
    #expect(nested.text == "Je <1>ne <2>sais</2> pas</1>")
  }

  @Test func linksDoNotNest() {
    let result = Self.place(
      "I do <!1>not</1> <!2>know</2>", "Je ne sais pas", [(0, 0), (2, 1), (2, 3), (3, 2)])
    #expect(result.text == "Je <1>ne</1> <2>sais</2> pas" || result.text == "Je ne <2>sais</2> <1>pas</1>")
    #expect(!result.unsure.isEmpty)
  }

  @Test func wholeStaysWhole() {
    #expect(Self.place("<1>All of it.</1>", "Tout cela.", []) == Placed("<1>Tout cela.</1>", []))
    #expect(Self.place("<1>All of it</1>.", "Tout cela.", []) == Placed("<1>Tout cela</1>.", []))
    #expect(Self.place("<1>“All”<2/></1>", "« Tout »", []) == Placed("<1>« Tout »<2/></1>", []))
    #expect(Self.place("<1/><2/>All of it.<3/>", "Tout cela.", []) == Placed("<1/><2/>Tout cela.<3/>", []))
  }

  @Test func standaloneTagsStayWithTheirWord() {
    let links = [(0, 0), (1, 2), (2, 1), (3, 3), (4, 4)]
    #expect(
      Self.place("The black<1/> cat sleeps.", "Le chat noir dort.", links)
        == Placed("Le chat noir<1/> dort.", []))
    #expect(
      Self.place("The <{1/>black cat sleeps.", "Le chat noir dort.", links)
        == Placed("Le chat <1/>noir dort.", []))
    #expect(
      Self.place("The black cat sleeps.<1/> ", "Le chat noir dort.", links)
        == Placed("Le chat noir dort.<1/>", []))
    // Beside a bold word, not in it.
    #expect(
      Self.place("The <1>black cat</1><2/> sleeps.", "Le chat noir dort.", links)
        == Placed("Le <1>chat noir</1><2/> dort.", []))
    #expect(
      Self.place("The <1><2/></1>black<3></3> cat sleeps.", "Le chat noir dort.", links).text
        == "Le <1><2/></1>chat noir<3></3> dort.")
  }

  @Test func withoutLinksPlacesAreSafeAndReported() {
    let result = Self.place("one <1>two</1> three<2/> four", "un deux trois quatre", [])
    #expect(result.unsure == [1, 2])
    #expect(result.text == "un <1>deux</1> trois<2/> quatre")
    let far = Self.place(
      "a <1>b</1> c d e f g h", "A B C D E F G H", [(1, 0), (1, 7), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6)])
    #expect(far.unsure == [1] && far.text == "<1>A</1> B C D E F G H")
  }

  @Test func oneWordForTwo() {
    let result = Self.place("<1>New</1> <2>York</2>", "纽", [(0, 0), (1, 0)])
    #expect(result.text == "<1><2>纽</2></1>" || result.text == "<2><1>纽</1></2>")
    #expect(Self.place("<1>a</1><2/>", "", []).text == "<1></1><2/>")
  }

  @Test func unchangedTextKeepsItsTags() {
    let unit = Self.unit("a <1> b</1>c")
    #expect(
      TagPlacement(unit, IdentityEngine().translate(unit.text, from: .english, to: .chinese)).unit
        == TranslatedUnit(unchanged: unit))
  }

  @Test func mirroredWordsCarryTheirTags() {
    let unit = Self.unit("one <1>two <2>three</2></1> four<3/>, five")
    let result = TagPlacement(
      unit, MirrorEngine(reversesWords: true).translate(unit.text, from: .english, to: .french))
    #expect(Self.marked(result.unit) == "FIVE FOUR<3/> <1><2>THREE</2> TWO</1>, ONE")
    #expect(result.unsure.isEmpty)
  }

  @Test func manyTagsTakeLittleTime() {
    let text = String(repeating: "word ", count: 2_500)
    let end = text.utf8.count
    let nested =
      (0..<2_500).map { InlineTag(id: $0, role: .opening, offset: $0) }
      + (0..<2_500).reversed().map { InlineTag(id: $0, role: .closing, offset: end - $0) }
    let beside = (0..<2_500).flatMap { index in
      [
        InlineTag(id: index, role: .opening, offset: index * 5),
        InlineTag(id: index, role: .closing, offset: index * 5 + 4),
      ]
    }
    for tags in [nested, beside] {
      let unit = DocumentUnit(id: "u", text: text, tags: tags)
      for target in ["one", String(repeating: "mot ", count: 2_000)] {
        let translation = TextTranslation(text: target, blocks: [], alignment: Alignment([]))
        let result = TagPlacement(unit, translation).unit
        #expect(result.tags.map(\.id).sorted() == unit.tags.map(\.id).sorted())
      }
    }
  }

  // MARK: - Whatever the tags and links

  @Test(arguments: 0..<40) func anyTagsAndLinksKeepTheRules(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<50 {
      let unit = Self.randomUnit(&random)
      let target = Self.randomText(&random, words: Int.random(in: 0...10, using: &random))
      let (from, to) = (unit.text.utf8.count, target.utf8.count)
      func range(_ count: Int) -> Range<Int> {
        let ends = [Int.random(in: 0...count, using: &random), Int.random(in: 0...count, using: &random)]
          .sorted()
        return ends[0]..<ends[1]
      }
      let links = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        Alignment.Link(source: range(from), target: range(to))
      }
      let translation = TextTranslation(
        text: target, blocks: Bool.random(using: &random) ? [.init(source: 0..<from, target: 0..<to)] : [],
        alignment: Alignment(links))
      Self.checkRules(unit, TagPlacement(unit, translation).unit)
      let mirror = MirrorEngine(reversesWords: Bool.random(using: &random))
      Self.checkRules(unit, TagPlacement(unit, mirror.translate(unit.text, from: .english, to: .french)).unit)
    }
  }

  private static func checkRules(_ unit: DocumentUnit, _ result: TranslatedUnit) {
    func count(_ tags: [InlineTag]) -> [String: Int] {
      tags.reduce(into: [:]) { $0["\($1.id)\($1.role)", default: 0] += 1 }
    }
    #expect(count(result.tags) == count(unit.tags))
    #expect(result.tags.map(\.offset) == result.tags.map(\.offset).sorted())
    let atoms = WordScanner.atoms(of: result.text)
    let sourceAtoms = WordScanner.atoms(of: unit.text)
    var open: [InlineTag] = []
    for tag in result.tags {
      #expect((0...result.text.utf8.count).contains(tag.offset))
      if !result.isUnchanged {
        #expect(!atoms.contains { $0.lowerBound < tag.offset && tag.offset < $0.upperBound })
      }
      switch tag.role {
      case .opening: open.append(tag)
      case .standalone: break
      case .closing:
        let opening = open.popLast()
        #expect(opening?.id == tag.id)
        guard let opening, !result.isUnchanged, !atoms.isEmpty else { continue }
        let source = unit.tags.filter { $0.id == tag.id }.map(\.offset)
        let had =
          source[0] < source[1]
          && sourceAtoms.contains { $0.upperBound > source[0] && $0.lowerBound < source[1] }
        let has = atoms.contains { $0.lowerBound >= opening.offset && $0.upperBound <= tag.offset }
        #expect(had == has)
      }
    }
    #expect(open.isEmpty)
  }

  private static func randomText(_ random: inout SeededGenerator, words: Int) -> String {
    let pool = ["a", "don't", "3.14", "会", "议", "é", "e\u{301}t", "“", "”", ",", "word", "🙂", "한국"]
    return (0..<words).map { _ in
      pool[Int.random(in: 0..<pool.count, using: &random)] + (Bool.random(using: &random) ? " " : "")
    }.joined()
  }

  private static func randomUnit(_ random: inout SeededGenerator) -> DocumentUnit {
    let text = randomText(&random, words: Int.random(in: 0...10, using: &random))
    var offsets = text.indices.map { text.utf8.distance(from: text.startIndex, to: $0) }
    offsets.append(text.utf8.count)
    var tags: [InlineTag] = []
    var open: [Int] = []
    var id = 0
    for offset in offsets {
      while Int.random(in: 0..<3, using: &random) == 0 {
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
          open.append(id)
          tags.append(InlineTag(id: id, role: .opening, offset: offset, keepsApart: id % 3 == 0))
          id += 1
        case 1:
          if let last = open.popLast() { tags.append(InlineTag(id: last, role: .closing, offset: offset)) }
        default:
          tags.append(
            InlineTag(
              id: id, role: .standalone, offset: offset, hug: id % 2 == 0 ? .after : .before,
              keepsOrder: id % 5 == 0))
          id += 1
        }
      }
    }
    for last in open.reversed() { tags.append(InlineTag(id: last, role: .closing, offset: text.utf8.count)) }
    return DocumentUnit(id: "u", text: text, tags: tags)
  }
}
