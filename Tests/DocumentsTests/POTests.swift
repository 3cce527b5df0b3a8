import Documents
import Dragoman
import Foundation
import Testing

struct POTests {
  private let format = POFormat()

  private static let catalogue = #"""
    # Words of a harbour.
    # Somebody <s@example.org>, 2020.
    #
    msgid ""
    msgstr ""
    "Project-Id-Version: harbour 1\n"
    "Language-Team: none\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Language: \n"
    "Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\n"

    #. Of a button
    #: src/a.c:12
    msgctxt "menu"
    msgid "Open \"the\" door"
    msgstr ""

    #: src/a.c:13
    #, c-format
    msgid "Found %d boat of %s\n"
    msgid_plural "Found %d boats of %s\n"
    msgstr[0] ""
    msgstr[1] ""

    #, fuzzy
    #| msgid "Red fishes"
    msgid "Red fish"
    msgstr "Poissons"

    msgid "Old words"
    msgstr "Vieux mots"

    msgid ""
    "First line\n"
    "\tsecond line\n"
    msgstr ""

    #~ msgid "Gone words"
    #~ msgstr ""
    """# + "\n"

  @Test func unitsAreWhatIsNotTranslated() throws {
    let units = try FormatTesting.parse(format, Self.catalogue).units
    #expect(
      units.map(\.text) == [
        "Open \"the\" door", "Found %d boat of %s", "Found %d boats of %s", "Red fish",
        "First line\n\tsecond line",
      ])
    #expect(units[0].context == "menu" && units[0].notes == ["Of a button"] && units[0].id == "line[16]")
    #expect(units[2].id == "line[22]/plural")
  }

  @Test func translationsAreFilled() async throws {
    let result = try await FormatTesting.rewritten(format, Self.catalogue)
    let expected = Self.catalogue
      .replacingOccurrences(of: #""Language: \n""#, with: #""Language: fr\n""#)
      .replacingOccurrences(
        of: "nplurals=INTEGER; plural=EXPRESSION;", with: "nplurals=2; plural=(n > 1);"
      )
      .replacingOccurrences(
        of: #"msgctxt "menu""#, with: "#, fuzzy\n" + #"msgctxt "menu""#
      )
      .replacingOccurrences(
        of: #"door"\#nmsgstr """#, with: #"door"\#nmsgstr "OPEN \"THE\" DOOR""#
      )
      .replacingOccurrences(of: "#, c-format", with: "#, fuzzy, c-format")
      .replacingOccurrences(of: #"msgstr[0] """#, with: #"msgstr[0] "FOUND %d BOAT OF %s\n""#)
      .replacingOccurrences(of: #"msgstr[1] """#, with: #"msgstr[1] "FOUND %d BOATS OF %s\n""#)
      .replacingOccurrences(of: "#| msgid \"Red fishes\"\n", with: "")
      .replacingOccurrences(of: "Poissons", with: "RED FISH")
      .replacingOccurrences(of: "msgid \"\"\n\"First", with: "#, fuzzy\nmsgid \"\"\n\"First")
      .replacingOccurrences(
        of: #"second line\n"\#nmsgstr """#,
        with: #"second line\n"\#nmsgstr ""\#n"FIRST LINE\n"\#n"\tSECOND LINE\n""#)
    #expect(result == expected)
    #expect(
      try await FormatTesting.unchanged(format, Data(Self.catalogue.utf8)) == Data(Self.catalogue.utf8))
  }

  @Test func anEncodingInAnOddHeaderIsRenamed() async throws {
    // Part of no field that is one.
    let header = "msgid \"\"\nmsgstr \"\"\n\"x Content-Type: text/plain\u{8A} charset=ISO-8859-8\\n\"\n\n"
    let bytes = Data((header + "msgid \"one thing\"\nmsgstr \"\"\n").unicodeScalars.map { UInt8($0.value) })
    let options = DocumentOptions(source: .english, target: .french)
    let document = try POFormat().parse(DocumentSource(bytes), options: options)
    let units = document.units.map {
      TagPlacement($0, MirrorEngine().translate($0.text, from: .english, to: .french)).unit
    }
    let written = try document.write(units)
    #expect(!String(decoding: written, as: UTF8.self).contains("ISO-8859"))
    #expect(try POFormat().parse(DocumentSource(written), options: options).units.count == 1)
  }

  @Test func directivesThatChangePlacesGetNumbers() async throws {
    let result = try await FormatTesting.rewritten(
      format, Self.catalogue, engine: MirrorEngine(reversesWords: true))
    #expect(result.contains(#"msgstr[1] "%2$s OF BOATS %1$d FOUND\n""#), "\(result)")
    let python = Self.catalogue.replacingOccurrences(of: "c-format", with: "python-format")
    let documents = DocumentTranslator(
      engine: MirrorEngine(reversesWords: true), registry: FormatRegistry([format]))
    let kept = try await documents.translate(
      DocumentSource(Data(python.utf8)), options: DocumentOptions(source: .english, target: .french))
    #expect(String(decoding: kept.bytes, as: UTF8.self).contains("msgstr[0] \"\"\nmsgstr[1] \"\"\n"))
    #expect(kept.report.warnings.map(\.code) == ["format_directive", "format_directive"])
  }

  @Test(arguments: [
    ("zh", "nplurals=1; plural=0;", ["FOUND %d BOATS OF %s"]),
    ("ru", "nplurals=3;", ["FOUND %d BOAT OF %s", "FOUND %d BOATS OF %s", "FOUND %d BOATS OF %s"]),
    (
      "ar", "nplurals=6;",
      ["FOUND %d BOATS OF %s", "FOUND %d BOAT OF %s"]
        + Array(repeating: "FOUND %d BOATS OF %s", count: 4)
    ),
  ])
  func languagesHaveTheirPlurals(code: String, header: String, forms: [String]) async throws {
    let result = try await FormatTesting.rewritten(
      format, Self.catalogue, to: LanguageTag(canonicalLanguage: code))
    #expect(result.contains("\"Language: \(code)\\n\"") && result.contains("Plural-Forms: \(header)"))
    let written = result.split(separator: "\n").filter { $0.hasPrefix("msgstr[") }
    let expected = forms.enumerated().map { "msgstr[\($0)] \"\($1)\\n\"" }
    // One form for all speaks of one boat too, with its number in it.
    let alternatives = expected.map { $0.replacingOccurrences(of: "BOATS", with: "BOAT") }
    #expect(written.map(String.init) == (code == "zh" ? alternatives : expected))
  }

  @Test func aFormForOthersTooSaysTheirNumber() async throws {
    let text = #"""
      msgid ""
      msgstr "Language: ru\n"

      msgid "One boat"
      msgid_plural "%d boats"
      msgstr[0] ""
      msgstr[1] ""
      """#
    let russian = try await FormatTesting.rewritten(format, text, to: LanguageTag(canonicalLanguage: "ru"))
    #expect(russian.hasSuffix(#"msgstr[0] "%d BOATS"\#nmsgstr[1] "%d BOATS"\#nmsgstr[2] "%d BOATS""#))
    let polish = try await FormatTesting.rewritten(format, text, to: LanguageTag(canonicalLanguage: "pl"))
    #expect(polish.hasSuffix(#"msgstr[0] "ONE BOAT"\#nmsgstr[1] "%d BOATS"\#nmsgstr[2] "%d BOATS""#))
    #expect(polish.contains(#"msgstr "Language: pl\n"\#n"Plural-Forms: nplurals=3;"#))
  }

  @Test func otherLanguagesGiveWayAndOwnPluralsStay() async throws {
    let own = Self.catalogue
      .replacingOccurrences(of: #""Language: \n""#, with: #""Language: fr_CA\n""#)
      .replacingOccurrences(of: "nplurals=INTEGER; plural=EXPRESSION;", with: "nplurals=2; plural=n!=1;")
    let kept = try await FormatTesting.rewritten(format, own)
    #expect(kept.contains("Language: fr_CA") && kept.contains("plural=n!=1;") && kept.contains("Vieux mots"))
    let other = try await FormatTesting.rewritten(format, own, to: .german)
    #expect(other.contains("Language: de\\n") && other.contains("OLD WORDS") && !other.contains("Vieux"))
  }

  @Test func longStringsAreWrappedAsTheFileDoes() async throws {
    let text = #"""
      msgid ""
      msgstr "Language: fr\nContent-Type: text/plain; charset=UTF-8\n"

      msgid ""
      "The harbour master has asked all captains to report "
      "before noon, or to send word of their absence by boat."
      msgstr ""
      """#
    let result = try await FormatTesting.rewritten(format, text)
    #expect(
      result.hasSuffix(
        #"""
        msgstr ""
        "THE HARBOUR MASTER HAS ASKED ALL CAPTAINS TO REPORT "
        "BEFORE NOON, OR TO SEND WORD OF THEIR ABSENCE BY BOAT."
        """#))
    let long = text.replacingOccurrences(of: " \"\n\"", with: " ")
      .replacingOccurrences(of: "msgid \"\"\n\"The", with: "msgid \"The")
    let oneLine = try await FormatTesting.rewritten(format, long)
    #expect(oneLine.contains("\nmsgstr \"THE HARBOUR") && oneLine.contains("REPORT BEFORE"))
    let windows = text.replacingOccurrences(of: "\n", with: "\r\n")
    #expect(
      try await FormatTesting.rewritten(format, windows)
        == result.replacingOccurrences(of: "\n", with: "\r\n"))
  }

  @Test func filesWithoutAHeaderGetOne() async throws {
    let result = try await FormatTesting.rewritten(format, "# a\nmsgid \"Red fish\"\nmsgstr \"\"\n")
    #expect(
      result.hasPrefix(
        "msgid \"\"\nmsgstr \"\"\n\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8"))
    #expect(
      result.hasSuffix("\"Language: fr\\n\"\n\n# a\n#, fuzzy\nmsgid \"Red fish\"\nmsgstr \"RED FISH\"\n"))
    let bare = try await FormatTesting.rewritten(format, "msgid \"Red fish\"\nmsgstr \"\"\n")
    #expect(bare.hasPrefix("msgid \"\"\nmsgstr") && bare.contains("\n\n#, fuzzy\nmsgid \"Red fish\""))
  }

  @Test func legacyEncodingsBecomeUTF8() async throws {
    let text =
      "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n\nmsgid \"caf\u{E9} noir\"\nmsgstr \"\"\n"
    let bytes = Data(text.unicodeScalars.map { UInt8($0.value) })
    #expect(try await FormatTesting.unchanged(format, bytes) == bytes)
    #expect(try FormatRegistry.standard.format(of: DocumentSource(bytes)).name == "po")
    let result = try await DocumentTranslator(engine: MirrorEngine()).translate(
      DocumentSource(bytes), options: DocumentOptions(source: .french, target: .english))
    let written = String(decoding: result.bytes, as: UTF8.self)
    #expect(written.contains("charset=UTF-8\\n") && written.contains("msgstr \"CAFÉ NOIR\""))
  }

  @Test func languageCodesAreThoseOfGettext() async throws {
    for (code, expected) in [
      ("zh-Hans", "zh_CN"), ("zh-Hant", "zh_TW"), ("pt-BR", "pt_BR"), ("sr-Latn", "sr@latin"), ("de", "de"),
    ] {
      let result = try await FormatTesting.rewritten(format, Self.catalogue, to: try LanguageTag(code))
      #expect(result.contains("\"Language: \(expected)\\n\""))
    }
  }

  @Test func badFilesAreRefusedByLine() throws {
    for (text, line) in [
      ("msgid \"a\nmsgstr \"\"\n", 1), ("msgid \"a\"\nmsgstr\n", 2), ("msgid \"a\"\nmsgstr \"\" x\n", 2),
      ("msgid \"a\"\nmsgfoo \"\"\n", 2), ("\"alone\"\n", 1), ("msgid \"a\"\n", 1),
      ("msgid \"a\"\nmsgstr[1] \"\"\n", 2), ("msgstr \"\"\n", 1), ("words\n", 1),
      ("msgid \"a\"\nmsgstr[999999999999999999999999] \"\"\n", 2),
    ] {
      #expect {
        try FormatTesting.parse(format, text)
      } throws: { error in
        (error as? DocumentError)?.place == .line(line)
      }
    }
  }

  @Test func longFilesTakeLittleTime() throws {
    for text in [
      "msgid \"" + String(repeating: "\\", count: 500_000) + "\"\nmsgstr \"\"\n",
      String(repeating: "#\n", count: 100_000) + "msgid \"a b\"\nmsgstr \"\"\n",
      "msgid \"a\"\nmsgstr \"\"\n" + String(repeating: "\"b\"\n", count: 50_000),
    ] {
      _ = try? FormatTesting.parse(format, text)
    }
  }

  @Test func recognition() throws {
    let source = DocumentSource(Data(Self.catalogue.utf8), name: "a.txt")
    #expect(try FormatRegistry.standard.format(of: source).name == "po")
    for text in ["# Heading\n\nText", "msgid is a word", "", "a\nmsgid \"a\""] {
      #expect(format.recognition(of: DocumentSample(Data(text.utf8))) == .none)
    }
  }
}
