import Documents
import Dragoman
import Foundation
import Testing

struct XLIFFTests {
  private let format = XLIFFFormat()

  private static let first = """
    <?xml version="1.0" encoding="UTF-8"?>
    <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
      <file original="a.html" source-language="en-US" datatype="html">
        <body>
          <trans-unit id="1" resname="title">
            <source>The <g id="1" ctype='bold'>red</g> boat<x id="2" equiv-text="{{n}}"/></source>
            <note>On the quay</note>
          </trans-unit>
          <trans-unit id="2" approved="yes"><source>Old words</source><target>Vieux mots</target></trans-unit>
          <trans-unit id="3"><source>Fresh fish</source><target state="new">Fresh fish</target></trans-unit>
          <trans-unit id="4" translate="no"><source>Acme words</source></trans-unit>
          <trans-unit id="5"><source>Ask <mrk mtype="protected">the Owner</mrk> first &amp; last</source>
            <target/></trans-unit>
          <group translate="no"><trans-unit id="6"><source>Not this</source></trans-unit></group>
          <trans-unit id="7"><source>42</source></trans-unit>
          <trans-unit id="8" xml:space="preserve"><source xml:lang="en-US"> Two  spaces
    and a line </source></trans-unit>
        </body>
      </file>
    </xliff>

    """

  @Test func sourcesAreUnitsUnlessTheyAreDone() throws {
    let document = try FormatTesting.parse(format, Self.first)
    #expect(
      document.units.map(\.text) == [
        "The red boat", "Fresh fish", "Ask `the Owner` first & last", "Two  spaces\nand a line",
      ])
    #expect(document.units[0].id == "file[1]/1" && document.units[0].context == "title")
    #expect(document.units[0].notes == ["On the quay"] && document.units[3].preservesSpace)
    #expect(document.declaredLanguage?.code == "en-US")
  }

  @Test func theyComeBack() async throws {
    for text in [Self.first, Self.second, Self.segmented, Self.paired] {
      #expect(try await FormatTesting.unchanged(format, Data(text.utf8)) == Data(text.utf8))
    }
  }

  @Test func targetsAreFilled() async throws {
    let state = "state=\"needs-review-translation\" state-qualifier=\"leveraged-mt\""
    let result = try await FormatTesting.rewritten(format, Self.first)
    let expected = Self.first
      .replacingOccurrences(of: "datatype=\"html\">", with: "datatype=\"html\" target-language=\"fr\">")
      .replacingOccurrences(
        of: "{{n}}\"/></source>",
        with: """
          {{n}}"/></source>
                  <target \(state)>THE <g id="1" ctype='bold'>RED</g> BOAT<x id="2" equiv-text="{{n}}"/></target>
          """
      )
      .replacingOccurrences(
        of: "<target state=\"new\">Fresh fish", with: "<target \(state)>FRESH FISH"
      )
      .replacingOccurrences(
        of: "<target/>",
        with: "<target \(state)>ASK <mrk mtype=\"protected\">the Owner</mrk> FIRST &amp; LAST</target>"
      )
      .replacingOccurrences(
        of: "and a line </source>",
        with: "and a line </source><target xml:lang=\"fr\" \(state)> TWO  SPACES\nAND A LINE </target>")
    #expect(result == expected)
    let reversed = try await FormatTesting.rewritten(
      format, Self.first, engine: MirrorEngine(reversesWords: true))
    #expect(
      reversed.contains(
        ">BOAT <g id=\"1\" ctype='bold'>RED</g> THE<x id=\"2\" equiv-text=\"{{n}}\"/></target>"))
    // Its own result is done.
    let again = try FormatTesting.parse(format, result)
    #expect(again.units.isEmpty)
  }

  @Test func doneTargetsAreReplacedOnlyIfAsked() async throws {
    var options = DocumentOptions(source: .english, target: .french)
    options.replacesTranslations = true
    let result = try await DocumentTranslator(engine: MirrorEngine()).translate(
      DocumentSource(Data(Self.first.utf8)), options: options)
    let text = String(decoding: result.bytes, as: UTF8.self)
    #expect(text.contains("<trans-unit id=\"2\" approved=\"no\"><source>Old words</source><target state="))
    #expect(text.contains(">OLD WORDS</target>") && !text.contains("Vieux"))
  }

  @Test func targetsOfAnotherLanguageAreNone() async throws {
    let german = Self.first.replacingOccurrences(
      of: "datatype=\"html\"", with: "datatype=\"html\" target-language=\"de-AT\"")
    let result = try await FormatTesting.rewritten(format, german)
    #expect(result.contains("target-language=\"fr\"") && result.contains(">OLD WORDS<"))
    let same = german.replacingOccurrences(of: "de-AT", with: "fr-CA")
    let kept = try await FormatTesting.rewritten(format, same)
    #expect(kept.contains("target-language=\"fr-CA\"") && kept.contains("Vieux mots"))
  }

  @Test func linesOfProgramsStayAndThoseOfMarkupDoNot() throws {
    func text(_ content: String, _ space: String = "") throws -> [String] {
      let unit = "<trans-unit id=\"a\"\(space)><source>\(content)</source></trans-unit>"
      return try FormatTesting.texts(
        format, "<xliff version=\"1.2\"><file source-language=\"en\"><body>\(unit)</body></file></xliff>")
    }
    #expect(try text("One line\nand another") == ["One line\nand another"])
    #expect(try text("\n    One line\n    goes on\n  ") == ["One line goes on"])
    #expect(try text("One line\n    goes on", " xml:space=\"preserve\"") == ["One line\n    goes on"])
    #expect(try text("One line\ngoes on", " xml:space=\"default\"") == ["One line goes on"])
  }

  private static let segmented = """
    <xliff version="1.2"><file source-language="en" target-language="fr"><body><trans-unit id="a">
      <source>One boat. Two boats. Three boats.</source>
      <seg-source><g id="1"><mrk mtype="seg" mid="0">One boat.</mrk> <mrk mtype="seg" mid="1">Two boats.</mrk></g> <mrk mtype="seg" mid="2">Three boats.</mrk></seg-source>
      <target><g id="1"><mrk mtype="seg" mid="0"></mrk> <mrk mtype="seg" mid="1">Deux bateaux.</mrk></g> <mrk mtype="seg" mid="2"/></target>
    </trans-unit></body></file></xliff>
    """

  @Test func segmentsAreFilledOneByOne() async throws {
    #expect(try FormatTesting.texts(format, Self.segmented) == ["One boat.", "Three boats."])
    let result = try await FormatTesting.rewritten(format, Self.segmented)
    #expect(
      result.contains(
        "leveraged-mt\"><g id=\"1\"><mrk mtype=\"seg\" mid=\"0\">ONE BOAT.</mrk> <mrk mtype=\"seg\" mid=\"1\">"
          + "Deux bateaux.</mrk></g> <mrk mtype=\"seg\" mid=\"2\">THREE BOATS.</mrk></target>"))
    #expect(result.contains("<source>One boat. Two boats. Three boats.</source>"))
  }

  private static let paired = """
    <xliff version="1.2"><file source-language="en"><body><trans-unit id="a">
    <source><bpt id="1" ctype="link">&lt;a title="<sub>Open the door</sub>"&gt;</bpt>red boats<ept id="1">&lt;/a&gt;</ept> sail<ph id="2">&lt;br/&gt;</ph> <bx id="3" rid="r"/>far <g id="4">away<ex id="5" rid="r"/> now</g></source>
    </trans-unit></body></file></xliff>
    """

  @Test func codesAreKeptOnceEach() async throws {
    let units = try FormatTesting.parse(format, Self.paired).units
    #expect(units.map(\.text) == ["red boats sail far away now", "Open the door"])
    let result = try await FormatTesting.rewritten(
      format, Self.paired, engine: MirrorEngine(reversesWords: true))
    #expect(
      result.contains(
        "<bpt id=\"1\" ctype=\"link\">&lt;a title=\"<sub>DOOR THE OPEN</sub>\"&gt;</bpt>BOATS RED<ept id=\"1\">"
      ))
    for code in ["<ph id=\"2\">", "<bx id=\"3\"", "<ex id=\"5\"", "<g id=\"4\">", "</g>", "<ept id=\"1\">"] {
      #expect(result.count(of: code) == 2, "\(code) in \(result)")
    }
    let straight = try await FormatTesting.rewritten(format, Self.paired)
    #expect(
      straight.contains(
        "<bx id=\"3\" rid=\"r\"/>FAR <g id=\"4\">AWAY<ex id=\"5\" rid=\"r\"/> NOW</g></target>"))
  }

  @Test func codesThatCrossKeepTheirOrder() async throws {
    let text = """
      <xliff version="1.2"><file source-language="en"><body><trans-unit id="a">
      <source>one <bx id="1"/>two <bx id="2"/>three<ex id="1"/> four<ex id="2"/> five</source></trans-unit></body></file></xliff>
      """
    for reverses in [false, true] {
      let result = try await FormatTesting.rewritten(
        format, text, engine: MirrorEngine(reversesWords: reverses))
      let target = result.components(separatedBy: "<target").last ?? ""
      let places = ["<bx id=\"1\"", "<ex id=\"1\"", "<bx id=\"2\"", "<ex id=\"2\""].map {
        target.range(of: $0)?.lowerBound
      }
      let found = places.compactMap(\.self)
      #expect(found.count == 4)
      guard found.count == 4 else { continue }
      #expect(found[0] < found[1] && found[2] < found[3], "\(target)")
    }
  }

  private static let second = """
    <?xml version='1.0'?>
    <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en">
     <file id="f1">
      <unit id="u1" name="menu.open">
       <notes><note id="n1">A button</note></notes>
       <originalData><data id="d1">[b]</data></originalData>
       <segment id="s1">
        <source>Open <pc id="1" dataRefStart="d1">the <mrk id="m1" translate="no">Dragoman</mrk> door</pc><ph id="2" canReorder="no"/></source>
       </segment>
       <ignorable><source> </source></ignorable>
       <segment state="final"><source>Done here</source><target>Fini ici</target></segment>
       <segment state="initial" subState="x:y"><source><sc id="3"/>Red<ec startRef="3"/> fish</source><target>Red fish</target></segment>
      </unit>
      <unit id="u2" translate="no"><segment><source>Never this</source></segment></unit>
     </file>
    </xliff>
    """

  @Test func secondVersion() async throws {
    let units = try FormatTesting.parse(format, Self.second).units
    #expect(units.map(\.text) == ["Open the `Dragoman` door", "Red fish"])
    #expect(units[0].context == "menu.open" && units[0].notes == ["A button"])
    #expect(units[0].id == "file[1]/u1/s1")
    let result = try await FormatTesting.rewritten(format, Self.second)
    let expected = Self.second
      .replacingOccurrences(of: "srcLang=\"en\">", with: "srcLang=\"en\" trgLang=\"fr\">")
      .replacingOccurrences(of: "<segment id=\"s1\">", with: "<segment id=\"s1\" state=\"translated\">")
      .replacingOccurrences(
        of: "canReorder=\"no\"/></source>",
        with: """
          canReorder="no"/></source>
              <target>OPEN <pc id="1" dataRefStart="d1">THE <mrk id="m1" translate="no">Dragoman</mrk> DOOR</pc><ph id="2" canReorder="no"/></target>
          """
      )
      .replacingOccurrences(
        of: "<segment state=\"initial\" subState=\"x:y\">", with: "<segment state=\"translated\">"
      )
      .replacingOccurrences(
        of: "<target>Red fish", with: "<target><sc id=\"3\"/>RED<ec startRef=\"3\"/> FISH")
    #expect(result == expected)
  }

  @Test func charactersOfXMLAndSections() async throws {
    let text = """
      <xliff version="1.2"><file source-language="en"><body>\
      <trans-unit id="a"><source>a &lt; b &quot;c&quot; &#8212; d</source></trans-unit>\
      <trans-unit id="b"><source><![CDATA[fish & <b>chips</b>]]></source></trans-unit>\
      </body></file></xliff>
      """
    let result = try await FormatTesting.rewritten(format, text)
    #expect(result.contains(">A &lt; B \"C\" — D</target>"))
    #expect(result.contains("<![CDATA[FISH & <b>CHIPS</b>]]></target>"))
  }

  @Test func prefixesAndEncodings() async throws {
    let text = """
      <?xml version="1.0" encoding="ISO-8859-1"?>
      <x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><x:file source-language="fr"><x:body>
      <x:trans-unit id="1"><x:source>le caf\u{E9}</x:source></x:trans-unit></x:body></x:file></x:xliff>
      """
    let bytes = Data(text.unicodeScalars.map { UInt8($0.value) })
    #expect(try await FormatTesting.unchanged(format, bytes) == bytes)
    let result = try await DocumentTranslator(engine: MirrorEngine()).translate(
      DocumentSource(bytes, name: "a.xlf"), options: DocumentOptions(source: .french, target: .english))
    let written = String(decoding: result.bytes, as: UTF8.self)
    #expect(written.contains("encoding=\"UTF-8\"") && written.contains(">LE CAFÉ</x:target>"))
    #expect(result.report.format == "xliff")
    let wide = Data([0xFF, 0xFE]) + Self.second.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try await FormatTesting.unchanged(format, wide) == wide)
  }

  @Test func badFilesAreRefused() throws {
    for text in [
      "", "<xliff", "<xliff version='1.2'><file></xliff>", "<tmx/>",
      "<!DOCTYPE xliff [<!ENTITY a 'b'>]><xliff>&a;</xliff>",
      String(repeating: "<xliff>", count: 5000),
      "<!DOCTYPE xliff [<!ATTLIST xliff a CDATA 'b'>]><xliff/>",
      "<xliff \((0..<5000).map { "a\($0)='b'" }.joined(separator: " "))/>",
    ] {
      #expect(throws: DocumentError.self) { try FormatTesting.parse(format, text) }
    }
    for text in ["<xliff/>", "<xliff version='2.0'><file><unit><segment/></unit></file></xliff>"] {
      #expect(try FormatTesting.parse(format, text).units.isEmpty)
    }
  }

  @Test func prefixesMeanWhatTheElementsAroundSay() throws {
    let text =
      "<x:xliff xmlns:x='urn:oasis:names:tc:xliff:document:1.2' version='1.2'><x:file source-language='en'><x:body>"
      + "<x:group xmlns:x='urn:other'><x:trans-unit id='1'><x:source>Not this</x:source></x:trans-unit></x:group>"
      + "<x:trans-unit id='2'><x:source xmlns:x='urn:other' /><x:source>But this</x:source></x:trans-unit>"
      + "</x:body></x:file></x:xliff>"
    #expect(try FormatTesting.texts(format, text) == ["But this"])
  }

  @Test func manyCodesTakeLittleTime() throws {
    for part in ["<bx id='1'/>", "<ex id='1'/>", "<bpt id='1'/>x<ept id='1'/>", "<g id='1'/>", "&amp; "] {
      let text =
        "<xliff version='1.2'><file source-language='en'><body><trans-unit id='1'><source>words"
        + String(repeating: part, count: 5_000) + "</source></trans-unit></body></file></xliff>"
      var options = DocumentOptions(source: .english, target: .french)
      options.limits.tags = .max
      _ = try format.parse(DocumentSource(Data(text.utf8)), options: options)
    }
  }

  @Test func recognition() throws {
    for text in [Self.first, Self.second, Self.segmented] {
      let source = DocumentSource(Data(text.utf8), name: "a.xml")
      #expect(try FormatRegistry.standard.format(of: source).name == "xliff")
    }
  }
}
