import Dragoman
import TestSupport
import Testing

@Suite struct TextLayoutTests {
  private func units(_ text: String, unwrapping: TextLayout.Unwrapping = .never) -> [String] {
    TextLayout(text, unwrapping: unwrapping).units.map(\.text)
  }

  private func rendered(_ text: String, _ change: (String) -> String) throws -> String {
    let layout = TextLayout(text)
    return try layout.render(translations: layout.units.map { change($0.text) })
  }

  @Test(arguments: [
    "One.\nTwo.\r\nThree.\rFour.\u{2028}Five.\u{2029}Six.\u{C}Seven.\u{85}Eight.",
    "\u{FEFF}  1. One  \n\n\n\t(a) Two\t\n　　三、议程　\n", "", "\n", "   ", "no end", "♪\n---\n背　景\n议　　程\n",
    "a\u{0}b\n\u{1}", "Name\tAge\tPlace\nLi\t30\tBeijing", "> - quoted\n>> twice",
  ])
  func givesTheInputBack(text: String) throws {
    for unwrapping in [TextLayout.Unwrapping.never, .automatic, .always] {
      let layout = TextLayout(text, unwrapping: unwrapping)
      let back = try layout.render(translations: layout.units.map(\.text))
      #expect(Array(back.utf8) == Array(text.utf8))
    }
  }

  @Test(arguments: [
    ("| 姓名 | 国家 |", ["姓名", "国家"]), ("|姓名|国家|", ["姓名", "国家"]), ("姓名 ｜ 国家 ｜ 职务", ["姓名", "国家", "职务"]),
    ("|---|:--:|", []), ("| 李明 | | 30 |", ["李明"]), ("是|否", ["是|否"]), ("用`a|b|c`表示", ["用`a|b|c`表示"]),
  ])
  func cutsRowsAtTheirBars(line: String, cells: [String]) throws {
    #expect(units(line) == cells)
    #expect(try rendered(line) { $0 } == line)
  }

  @Test func givesRandomInputBack() throws {
    var random = SeededGenerator(seed: 11)
    let alphabet = Array("ab背景 　\t\n\r\u{2028}\u{FEFF}1.一、（）()-•*#>.…·—|😀".unicodeScalars)
    for _ in 0..<3_000 {
      var view = String.UnicodeScalarView()
      for _ in 0..<Int(random.next() % 50) {
        view.append(alphabet[Int(random.next() % UInt64(alphabet.count))])
      }
      let text = String(view)
      for unwrapping in [TextLayout.Unwrapping.never, .automatic, .always] {
        let layout = TextLayout(text, unwrapping: unwrapping)
        let back = try layout.render(translations: layout.units.map(\.text))
        #expect(Array(back.utf8) == Array(text.utf8), "\(text.debugDescription)")
      }
    }
  }

  @Test(arguments: [
    ("1. Opening", "Opening"), ("(a) Opening", "Opening"), ("a) Opening", "Opening"),
    ("IV. Opening", "Opening"),
    ("• Opening", "Opening"), ("– Opening", "Opening"), ("- Opening", "Opening"), ("* Opening", "Opening"),
    ("一、开幕", "开幕"), ("（二）开幕", "开幕"), ("1．开幕", "开幕"), ("①开幕", "开幕"), ("十二、开幕", "开幕"),
    ("(iii) Opening", "Opening"), ("[3] A note", "A note"), ("[^1]: A note", "A note"),
    ("¹ A note", "A note"),
    ("2.1.3 Scope", "Scope"), ("2.1 Scope", "Scope"), ("12)\tScope", "Scope"), ("■ 开幕", "开幕"),
    ("## Title", "Title"),
    ("> quoted", "quoted"), ("1.开幕", "开幕"), ("Ⅱ、开幕", "开幕"), ("　　三、议程　", "议程"), ("1 　总则", "总则"),
    ("- 1. Both", "Both"), ("Contents ........ 12", "Contents"), ("目录……………… 3", "目录"),
  ])
  func takesMarkersOff(line: String, text: String) throws {
    #expect(units(line) == [text])
    #expect(try rendered(line) { _ in "X" } == line.replacing(text, with: "X"))
  }

  @Test(arguments: [
    "3.5 million people came.", "3.5亿人参加。", "2019. What a year", "J. R. Smith spoke.", "-5 degrees tonight",
    "二、三月间开会。", "一是加强合作。", "第一条规定如下。", "3. Oktober 1990", "z. B. Berlin", "9:30 opening",
    "(see below) The text",
  ])
  func leavesTextThatLooksLikeAMarker(line: String) {
    #expect(units(line) == [line])
  }

  @Test(arguments: [
    "", "   ", "\t", "♪", "---", "***", "2019", "1,234.5", "😀👍🏽", "……", "。", "https://www.example.org/a?b=c",
    "info@example.org", "WIPO/IP/AI/GE/19/1", "A/RES/70/1", "{name}", "%s", "{{x}} %d", "IV.", "1.", "=====",
    "| | |",
  ])
  func copiesWhatNeedsNoTranslation(line: String) throws {
    #expect(units(line).isEmpty)
    #expect(try rendered("\(line)\nText\n") { _ in "X" } == "\(line)\nX\n")
  }

  @Test(arguments: ["90亿", "二〇一九年", "AND/OR", "Hi {name}", "见 https://example.org", "IV", "CO2"])
  func keepsWhatNeedsTranslation(line: String) {
    #expect(units(line) == [line])
  }

  @Test(arguments: [
    ("背　景", "背景"), ("议　　程", "议程"), ("目 录", "目录"), ("主　席：王明先生", "主席：王明先生"), ("一、背　景", "背景"),
    ("大 家 好", "大家好"),
  ])
  func closesUpHeadings(line: String, text: String) throws {
    let layout = TextLayout(line + "\n")
    #expect(layout.units.map(\.text) == [text])
    #expect(try layout.render(translations: [text]) == line + "\n")
  }

  @Test func keepsNamesAndWordsApart() {
    #expect(units("王明　李小红") == ["王明　李小红"])
    #expect(units("张　三　　李　四") == ["张三", "李四"] || units("张　三　　李　四") == ["张三　　李四"])
  }

  @Test func cutsColumns() throws {
    #expect(units("Name\tPlace of birth\t1990") == ["Name", "Place of birth"])
    #expect(try rendered("姓名    国家") { _ in "X" } == "X    X")
  }

  @Test func joinsHardWrappedLinesWhenAsked() throws {
    let text = """
      The committee met for the third time this year in order to
      discuss the draft rules that the secretariat had prepared in
      the meantime, and adopted them.

      A second paragraph.
      """
    #expect(units(text).count == 4)
    let layout = TextLayout(text, unwrapping: .automatic)
    #expect(layout.units.map(\.line) == [1, 5])
    #expect(layout.units.first?.text.contains("order to discuss") == true)
    #expect(try layout.render(translations: ["One.", "Two."]) == "One.\n\nTwo.")
  }

  @Test func doesNotJoinLinesThatHadRoom() {
    let text =
      "The first line of a list of wishes that were made\nA short one\nAnother that is about as long as the first was\n"
    #expect(units(text, unwrapping: .automatic).count == 3)
  }

  @Test func joinsChineseLinesWithoutSpaces() {
    let line = String(repeating: "委员会审议了草案", count: 5)
    #expect(units("\(line)\n\(line)\n\(line)。", unwrapping: .automatic) == [line + line + line + "。"])
  }

  @Test func refusesAWrongNumberOfTranslations() {
    let layout = TextLayout("One.\nTwo.")
    #expect(throws: TextLayoutError.wrongNumberOfTranslations(expected: 2, given: 1)) {
      try layout.render(translations: ["X"])
    }
  }

  @Test func numbersLines() {
    #expect(TextLayout("One\r\n\r\nTwo\n").units.map(\.line) == [1, 3])
  }

  @Test func staysLinear() {
    for sample in ["a", "\n", "- ", "1. ", " ", "字 ", "a\n", "\t", "."] {
      let text = String(repeating: sample, count: 400_000)
      let time = ThreadTime.measure { _ = TextLayout(text, unwrapping: .automatic) }
      #expect(time < .seconds(20), "\(sample.debugDescription): \(time)")
    }
  }
}
