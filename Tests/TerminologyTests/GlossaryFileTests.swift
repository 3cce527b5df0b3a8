import Dragoman
import Foundation
import Terminology
import TestSupport
import Testing

@Suite struct GlossaryFileTests {
  private static let french = LanguageTag(canonicalLanguage: "fr")

  private static func entries(_ text: String, name: String = "a.csv") throws -> [GlossaryEntry] {
    try GlossaryFile().entries(of: Data(text.utf8), name: name)
  }

  /// What is wrong, a line each, without the file's name.
  private static func faults(_ text: String, name: String = "a.csv") -> String {
    do {
      _ = try entries(text, name: name)
      return ""
    } catch {
      return String(describing: error).replacingOccurrences(of: name, with: "").replacingOccurrences(
        of: ", line ", with: "")
    }
  }

  @Test func aTableNamesItsColumns() throws {
    let text = """
      zh,en,fr,status,case,pos,domain,note,more
      产权组织,WIPO | the Organization,OMPI,required,exact,acronym,ip,"a ""name"", short",x

      "茶, 绿",green tea,,,,,,,
      ,third world,,forbidden,,,,,
      """
    let entries = try Self.entries(text)
    #expect(entries.count == 3)
    #expect(
      entries[0]
        == GlossaryEntry(
          forms: [.chinese: ["产权组织"], .english: ["WIPO", "the Organization"], Self.french: ["OMPI"]],
          status: .required, caseRule: .exact, partOfSpeech: "acronym", domain: "ip",
          note: "a \"name\", short",
          place: .init(file: "a.csv", line: 2)))
    #expect(entries[1].forms == [.chinese: ["茶, 绿"], .english: ["green tea"]])
    #expect(entries[1].status == .preferred && entries[1].place?.line == 4)
    #expect(entries[2].status == .forbidden)
  }

  @Test(arguments: [";", "\t"]) func otherMarksStandBetweenCells(mark: String) throws {
    let entries = try Self.entries("en\(mark)fr\ntea\(mark)thé, vert\n", name: "a.txt")
    #expect(entries.map(\.forms) == [[.english: ["tea"], Self.french: ["thé, vert"]]])
  }

  @Test func twoColumnsNeedTheirLanguages() throws {
    let file = GlossaryFile(languages: (.english, Self.french))
    let entries = try file.entries(of: Data("tea\tthé\ncup\ttasse\n".utf8), name: "a.tsv")
    #expect(
      entries.map(\.forms) == [
        [.english: ["tea"], Self.french: ["thé"]], [.english: ["cup"], Self.french: ["tasse"]],
      ])
    #expect(Self.faults("tea\tthé\n", name: "a.tsv").contains("does not name two languages"))
  }

  @Test func everyEncodingWithAMarkIsRead() throws {
    let text = "en,fr\ntea,thé\n"
    for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian] {
      let mark = encoding == .utf16LittleEndian ? Data([0xFF, 0xFE]) : Data([0xFE, 0xFF])
      let bytes = mark + (try #require(text.data(using: encoding)))
      #expect(try GlossaryFile().entries(of: bytes, name: "a.csv").count == 1)
    }
    #expect(
      try GlossaryFile().entries(of: Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8), name: "a.csv").count == 1)
    let latin = try #require(text.data(using: .isoLatin1))
    let error = #expect(throws: GlossaryError.self) { try GlossaryFile().entries(of: latin, name: "a.csv") }
    #expect(error.map(String.init(describing:)) == "a.csv: byte 12: is not UTF-8")
  }

  @Test func allThatIsWrongIsSaidWithItsLine() {
    let text = """
      en,fr,status,case
      tea,thé,maybe,
      ,,required,
      cup,tasse,,loud
      pot,,,
      a,b,,,c
      good,bon,,
      \u{1}x,y,,
      """
    #expect(
      Self.faults(text).split(separator: "\n") == [
        "2: status “maybe”: it is required, preferred, forbidden or keep", "3: it has no term",
        "4: case “loud”: it is follow or exact", "5: it has a term in one language only",
        "6: it has 5 cells, and the first row has 4", "8: en: “\u{1}x” has control characters",
      ])
  }

  @Test func manyFaultsAreCounted() {
    let text = "en,fr\n" + String(repeating: "tea,\n", count: 500)
    let lines = Self.faults(text).split(separator: "\n")
    #expect(lines.count == 21 && lines.last == ": 480 more of the kind")
  }

  @Test func quotationMarksEndSomewhere() {
    #expect(
      Self.faults("en,fr\ntea,thé\n\"cup,tasse\npot,pot\n").contains("3: a quotation mark is not closed"))
  }

  @Test func nothingIsNoGlossary() {
    #expect(Self.faults("").contains("it has no entries"))
    #expect(Self.faults("en,fr\n").contains("it has no entries"))
    #expect(throws: GlossaryError.self) { try GlossaryFile().read("/nowhere/at/all.csv") }
  }

  @Test func conceptsOfBothKindsOfTBX() throws {
    let old = """
      <?xml version="1.0"?><martif type="TBX-Basic" xml:lang="en"><text><body>
      <termEntry id="1"><descrip type="subjectField">ip</descrip><note>a note</note>
      <langSet xml:lang="en"><tig><term>patent  office</term><termNote type="partOfSpeech">noun</termNote></tig>
      <tig><term>patents bureau</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
      <langSet xml:lang="fr"><ntig><termGrp><term>office des brevets</term></termGrp></ntig></langSet></termEntry>
      </body></text></martif>
      """
    let new = """
      <tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" xml:lang="en"><text><body>
      <conceptEntry id="1"><langSec xml:lang="en"><termSec><term>tea</term></termSec><termSec><term>brew</term>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec></langSec>
      <langSec xml:lang="fr"><termSec><term>th&#233;</term></termSec></langSec></conceptEntry></body></text></tbx>
      """
    let first = try Self.entries(old, name: "a.tbx")
    #expect(first.count == 2)
    #expect(first[0].forms == [.english: ["patent office"], Self.french: ["office des brevets"]])
    #expect(first[0].domain == "ip" && first[0].note == "a note" && first[0].partOfSpeech == "noun")
    #expect(first[1].status == .forbidden && first[1].forms[.english] == ["patents bureau"])
    #expect(first[0].place?.line == 2)
    let second = try Self.entries(new, name: "a.tbx")
    #expect(second.map(\.forms) == [[.english: ["brew", "tea"], Self.french: ["thé"]]])
  }

  @Test func memoriesAreGlossariesToo() throws {
    let text = """
      <tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>tea</seg></tuv>
      <tuv xml:lang="fr-FR"><seg>thé <bpt i="1">x</bpt></seg></tuv></tu></body></tmx>
      """
    #expect(try Self.entries(text, name: "a.tmx").first?.forms.count == 2)
  }

  @Test func brokenXMLIsNamedWithItsLine() {
    #expect(Self.faults("<tbx>\n<text>\n<body></text>", name: "a.tbx").hasPrefix("3:"))
    #expect(Self.faults("<html/>", name: "a.tbx").contains("its root is <html>"))
    let bomb =
      "<!DOCTYPE tbx [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><tbx><text><body>&b;</body></text></tbx>"
    #expect(!Self.faults(bomb, name: "a.tbx").isEmpty)
  }

  @Test func aMillionRowsAreRead() throws {
    var text = "en,fr\n"
    for number in 0..<1_000_000 { text += "term \(number),terme \(number)\n" }
    let time = try ThreadTime.measure {
      let entries = try Self.entries(text)
      #expect(entries.count == 1_000_000 && entries.last?.place?.line == 1_000_001)
    }
    #expect(time < .seconds(60))
  }

  /// Whatever is changed in a table, there are entries or an error.
  @Test(arguments: 0..<200) func survivesDamage(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var bytes = Array("en,fr,status\ntea,\"thé \"\"vert\"\"\",required\ncup | mug,tasse,\n".utf8)
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    do {
      #expect(try !GlossaryFile().entries(of: Data(bytes), name: "a.csv").isEmpty)
    } catch {
      #expect(!error.problems.isEmpty)
    }
  }
}
