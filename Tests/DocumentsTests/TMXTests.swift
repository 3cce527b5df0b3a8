import Documents
import Dragoman
import Foundation
import Testing

struct TMXTests {
  private let format = TMXFormat()

  private static let memory = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE tmx SYSTEM "tmx14.dtd">
    <tmx version="1.4">
      <header srclang="EN-US" adminlang="en" o-tmf="x" segtype="sentence" datatype="plaintext" creationtool="t" creationtoolversion="1"/>
      <body>
        <tu tuid="a">
          <note>From the menu</note>
          <tuv xml:lang="EN-US">
            <seg>Open <bpt i="1" x="1">{b}</bpt>the door<ept i="1">{/b}</ept> &amp; wait<ph x="2"/></seg>
          </tuv>
        </tu>
        <tu><tuv xml:lang="EN-US"><seg>Red fish</seg></tuv><tuv xml:lang="DE"><seg>Roter Fisch</seg></tuv></tu>
        <tu><tuv xml:lang="EN-US"><seg>Old words</seg></tuv><tuv xml:lang="FR-FR"><seg>Vieux mots</seg></tuv></tu>
        <tu><tuv xml:lang="IT"><seg>Solo parole</seg></tuv></tu>
        <tu><tuv xml:lang="EN-US"><seg>Blue <hi x="1">sea</hi></seg></tuv><tuv xml:lang="fr"><seg/></tuv></tu>
      </body>
    </tmx>

    """

  @Test func entriesWithoutTheLanguageGetIt() async throws {
    #expect(
      try FormatTesting.texts(format, Self.memory) == ["Open the door & wait", "Red fish", "Blue sea"])
    let result = try await FormatTesting.rewritten(format, Self.memory)
    let expected = Self.memory
      .replacingOccurrences(
        of: "<ph x=\"2\"/></seg>\n      </tuv>",
        with: """
          <ph x="2"/></seg>
                </tuv>
                <tuv xml:lang="FR" creationid="MT!">
                  <seg>OPEN <bpt i="1" x="1">{b}</bpt>THE DOOR<ept i="1">{/b}</ept> &amp; WAIT<ph x="2"/></seg>
                </tuv>
          """
      )
      .replacingOccurrences(
        of: "Roter Fisch</seg></tuv>",
        with: "Roter Fisch</seg></tuv><tuv xml:lang=\"FR\" creationid=\"MT!\"><seg>RED FISH</seg></tuv>"
      )
      .replacingOccurrences(
        of: "<tuv xml:lang=\"fr\"><seg/>",
        with: "<tuv xml:lang=\"fr\" creationid=\"MT!\"><seg>BLUE <hi x=\"1\">SEA</hi></seg>")
    #expect(result == expected)
    #expect(try await FormatTesting.unchanged(format, Data(Self.memory.utf8)) == Data(Self.memory.utf8))
    #expect(try FormatTesting.parse(format, result).units.isEmpty)
    #expect(try FormatTesting.parse(format, Self.memory).declaredLanguage?.code == "en-US")
  }

  @Test func anySourceServesWhereAllAre() async throws {
    let text = """
      <tmx version="1.4"><header srclang="*all*"/><body>
      <tu><tuv xml:lang="fr"><seg>Un</seg></tuv><tuv xml:lang="en"><seg>One boat</seg></tuv></tu>
      <tu srclang="it"><tuv lang="en"><seg>Two boats</seg></tuv><tuv lang="it"><seg>Due barche</seg></tuv></tu>
      </body></tmx>
      """
    let options = DocumentOptions(target: .german)
    let units = try format.parse(DocumentSource(Data(text.utf8)), options: options).units
    #expect(units.map(\.text) == ["Un", "Due barche"])
    let english = DocumentOptions(source: .english, target: .german)
    #expect(
      try format.parse(DocumentSource(Data(text.utf8)), options: english).units.map(\.text) == [
        "One boat", "Two boats",
      ])
  }

  @Test func oldTranslationsAreReplacedOnlyIfAsked() async throws {
    var options = DocumentOptions(source: .english, target: .french)
    options.replacesTranslations = true
    let result = try await DocumentTranslator(engine: MirrorEngine(reversesWords: true)).translate(
      DocumentSource(Data(Self.memory.utf8), name: "x.tmx"), options: options)
    let text = String(decoding: result.bytes, as: UTF8.self)
    #expect(text.contains("<tuv xml:lang=\"FR-FR\" creationid=\"MT!\"><seg>WORDS OLD</seg></tuv>"))
    #expect(!text.contains("Vieux"))
  }

  @Test func badFilesAreRefused() throws {
    for text in ["", "<tmx><body></tmx>", "<xliff/>", "<tmx>" + String(repeating: "<a>", count: 1000)] {
      #expect(throws: DocumentError.self) { try FormatTesting.parse(format, text) }
    }
    #expect(try FormatTesting.parse(format, "<tmx/>").units.isEmpty)
  }
}

extension LanguageTag {
  static let german = LanguageTag(canonicalLanguage: "de")
}
