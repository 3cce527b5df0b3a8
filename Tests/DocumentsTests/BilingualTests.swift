import Documents
import Dragoman
import Foundation
import FoundationXML
import TestSupport
import Testing

/// Source and translation side by side, in every form.
struct BilingualTests {
  private static let arabic = LanguageTag.arabic

  /// Lines, markup, a context, a number, two sentences, and what no file may hold.
  private static func document(to target: LanguageTag = .french) -> BilingualDocument {
    BilingualDocument(
      name: "a&b.json", from: .english, to: target,
      rows: [
        BilingualRow(
          number: 1, id: "menu.open", source: "Open <b>\nfile & go", translation: "OUVRIR <b>\nLE FICHIER",
          context: "menu.open"),
        BilingualRow(number: 2, id: "n", source: "1,234", translation: "1,234"),
        BilingualRow(
          number: 3, id: "p", source: "(a) One. Two\u{1}!", translation: "(a) UN. DEUX\u{1}!",
          blocks: [
            .init(source: 0..<4, target: 0..<4), .init(source: 4..<8, target: 4..<7),
            .init(source: 8..<9, target: 7..<8), .init(source: 9..<14, target: 8..<14),
          ]),
        BilingualRow(
          number: 4, id: "q", source: "One.", translation: "UN.",
          blocks: [.init(source: 0..<4, target: 0..<3)]),
        BilingualRow(number: 5, id: "e", source: "", translation: ""),
      ])
  }

  private static func text(_ document: BilingualDocument, _ form: BilingualForm) throws -> String {
    String(decoding: try document.written(as: form), as: UTF8.self)
  }

  // MARK: - Forms

  @Test func linesStandUnderEachOther() throws {
    #expect(
      try Self.text(Self.document(), .text)
        == "Open <b>\nfile & go\nOUVRIR <b>\nLE FICHIER\n\n1,234\n1,234\n\n(a) One. Two\u{1}!\n(a) UN. DEUX\u{1}!\n\n"
        + "One.\nUN.\n\n\n\n")
  }

  @Test func aMemoryHoldsSentencesOnce() throws {
    let memory = try Self.text(Self.document(), .tmx)
    #expect(
      memory == """
        <?xml version="1.0" encoding="UTF-8"?>
        <tmx version="1.4">
          <header creationtool="Dragoman" creationtoolversion="\(DragomanVersion.current)" segtype="sentence" \
        o-tmf="Dragoman" adminlang="en" srclang="en" datatype="plaintext">
            <prop type="x-document">a&amp;b.json</prop>
          </header>
          <body>
            <tu segtype="paragraph">
              <prop type="x-context">menu.open</prop>
              <tuv xml:lang="en"><seg>Open &lt;b&gt;
        file &amp; go</seg></tuv>
              <tuv xml:lang="fr" creationid="MT!"><seg>OUVRIR &lt;b&gt;
        LE FICHIER</seg></tuv>
            </tu>
            <tu>
              <tuv xml:lang="en"><seg>One.</seg></tuv>
              <tuv xml:lang="fr" creationid="MT!"><seg>UN.</seg></tuv>
            </tu>
            <tu>
              <tuv xml:lang="en"><seg>Two!</seg></tuv>
              <tuv xml:lang="fr" creationid="MT!"><seg>DEUX!</seg></tuv>
            </tu>
          </body>
        </tmx>

        """)
  }

  @Test func aMemoryIsReadAgain() throws {
    let memory = DocumentSource(try Self.document().written(as: .tmx), name: "a.tmx")
    let format = try FormatRegistry.standard.format(of: memory)
    #expect(format.name == "tmx")
    let sources = try format.parse(memory, options: DocumentOptions(target: Self.arabic))
    #expect(sources.units.map(\.text) == ["Open <b>\nfile & go", "One.", "Two!"])
    let targets = try format.parse(memory, options: DocumentOptions(source: .french, target: Self.arabic))
    #expect(targets.units.map(\.text) == ["OUVRIR <b>\nLE FICHIER", "UN.", "DEUX!"])
    // Nothing is left to fill.
    #expect(try format.parse(memory, options: DocumentOptions(target: .french)).units.isEmpty)
  }

  @Test func aPageNeedsNothingElse() throws {
    let page = try Self.text(Self.document(to: Self.arabic), .html)
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"ar\">\n<head>\n<meta charset=\"utf-8\">"))
    #expect(page.contains("<title>a&amp;b.json: English → العربية</title>"))
    #expect(
      page.contains(
        "<tr><th scope=\"col\">#</th><th scope=\"col\" lang=\"en\" dir=\"ltr\">English</th>"
          + "<th scope=\"col\" lang=\"ar\" dir=\"rtl\">العربية</th></tr>"))
    #expect(
      page.contains(
        "<tr id=\"u1\"><th scope=\"row\">1</th><td lang=\"en\" dir=\"ltr\"><div class=\"context\" dir=\"auto\">menu.open"
          + "</div>Open &lt;b&gt;<br>file &amp; go</td><td lang=\"ar\" dir=\"rtl\">OUVRIR &lt;b&gt;<br>LE FICHIER</td></tr>"
      ))
    #expect(page.contains("<td lang=\"en\" dir=\"ltr\">(a) One. Two!</td>"))
    #expect(page.count(of: "<tr id=") == 5 && !page.contains("http") && !page.contains("<script"))
    let source = DocumentSource(Data(page.utf8), name: "a.html")
    let format = try FormatRegistry.standard.format(of: source)
    let texts = try format.parse(source, options: DocumentOptions(target: .french)).units.map(\.text)
    #expect(format.name == "html")
    let expected = ["menu.open", "(a) One. Two!", "(a) UN. DEUX!", "One.", "UN."]
    #expect(Set(expected).subtracting(texts).isEmpty, "\(texts)")
  }

  @Test func aWordDocumentHoldsATable() throws {
    let bytes = try Self.document(to: Self.arabic).written(as: .docx)
    let source = DocumentSource(bytes, name: "a.docx")
    let format = try FormatRegistry.standard.format(of: source)
    #expect(format.name == "docx")
    let texts = try format.parse(source, options: DocumentOptions(source: .english, target: .french)).units
      .map(\.text)
    #expect(
      texts == [
        "a&b.json", "English", "العربية", "menu.open", "Open <b> file & go", "OUVRIR <b> LE FICHIER",
        "(a) One. Two!", "(a) UN. DEUX!", "One.", "UN.",
      ])
    let package = try ZipPackage(bytes, format: "zip", limits: DocumentLimits())
    for name in package.members.map(\.name) {
      #expect(XMLParser(data: try #require(try package.read(name))).parse(), "\(name)")
    }
    let body = String(decoding: try #require(try package.read("word/document.xml")), as: UTF8.self)
    #expect(body.count(of: "<w:tr>") == 6 && body.count(of: "<w:tblHeader/>") == 1)
    #expect(body.contains("<w:tblW w:w=\"9638\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>"))
    #expect(
      body.contains(
        "<w:gridCol w:w=\"794\"/><w:gridCol w:w=\"4422\"/><w:gridCol w:w=\"4422\"/>"))
    #expect(body.contains("<w:t xml:space=\"preserve\">Open &lt;b&gt;</w:t><w:br/>"))
    // Each translation and the head of its column, and nothing else: an empty one has no words.
    #expect(body.count(of: "<w:bidi/>") == 6 && body.count(of: "<w:rtl/>") == 5)
    #expect(
      body.count(of: "<w:lang w:bidi=\"ar-SA\"/>") == 5 && body.count(of: "<w:lang w:val=\"en-US\"/>") == 5)
    #expect(!body.contains("bidiVisual"))
  }

  @Test func languagesAreToldToWord() throws {
    var document = Self.document(to: .simplifiedChinese)
    #expect(try Self.body(document).contains("<w:lang w:eastAsia=\"zh-CN\"/>"))
    (document.from, document.to) = (Self.arabic, LanguageTag(canonicalLanguage: "he"))
    #expect(try Self.body(document).contains("<w:bidiVisual/>"))
    document.name = nil
    document.rows = []
    #expect(try Self.body(document).count(of: "<w:tr>") == 1)
  }

  @Test func longRowsMayBreak() throws {
    let long = String(repeating: "word ", count: 400)
    let rows = [
      BilingualRow(number: 1, id: "a", source: long, translation: long),
      BilingualRow(number: 2, id: "b", source: "a", translation: "b"),
    ]
    let body = try Self.body(BilingualDocument(name: "a", from: .english, to: .french, rows: rows))
    // The head and the short row stay whole.
    #expect(body.count(of: "<w:cantSplit/>") == 2)
  }

  private static func body(_ document: BilingualDocument) throws -> String {
    let package = try ZipPackage(try document.written(as: .docx), format: "zip", limits: DocumentLimits())
    return String(decoding: try #require(try package.read("word/document.xml")), as: UTF8.self)
  }

  @Test func blocksOutsideOfTheTextAreNotBelieved() throws {
    let row = BilingualRow(
      number: 1, id: "a", source: "One.", translation: "UN.", blocks: [.init(source: 0..<9, target: 0..<3)])
    #expect(row.sentences == nil)
    let document = BilingualDocument(name: nil, from: .english, to: .french, rows: [row])
    #expect(try Self.text(document, .tmx).contains("<tu segtype=\"paragraph\">"))
  }

  // MARK: - From documents

  @Test func everyFormatHasAForm() {
    var forms: [String: String] = [:]
    var options = DocumentOptions(target: .french)
    for format in FormatRegistry.standard.formats {
      #expect(options.bilingualForm(for: format) == nil)
      options.bilingual = .fitting
      forms[format.name] = options.bilingualForm(for: format)?.fileExtension ?? "-"
      options.bilingual = nil
    }
    let expected = [
      "docx": "docx", "xlsx": "docx", "pptx": "docx", "odt": "docx", "ods": "docx", "odp": "docx",
      "epub": "docx", "pdf": "docx", "html": "html", "srt": "-", "vtt": "-",
      "sbv": "-", "ttml": "-", "whisper": "txt", "minutes": "txt", "txt": "txt", "markdown": "txt",
      "json": "txt",
      "po": "txt", "xliff": "txt", "tmx": "txt", "csv": "txt",
    ]
    for (name, form) in expected where forms[name] != nil { #expect(forms[name] == form, "\(name)") }
    #expect(Set(expected.keys).intersection(forms.keys).count > 12)
  }

  private static func translated(
    _ text: String, _ name: String, as form: BilingualForm?, transcripts: Bool = false
  ) async throws -> TranslatedDocument {
    var options = DocumentOptions(source: .english, target: .french)
    options.bilingual = form
    options.transcripts.isBilingual = transcripts
    return try await DocumentTranslator(engine: MirrorEngine()).translate(
      DocumentSource(Data(text.utf8), name: name), options: options)
  }

  @Test func aPageLeadsToTheSameAsItsTranslation() async throws {
    let page = "<!doctype html><html><body><h1>A <b>bold</b> head</h1><p>Rain fell</p></body></html>"
    let lines = try await Self.translated(page, "in/a.html", as: .text)
    #expect(
      String(decoding: lines.bytes, as: UTF8.self) == "A bold head\nA BOLD HEAD\n\nRain fell\nRAIN FELL\n")
    #expect(lines.rows.map(\.number) == [1, 2] && lines.rows.map(\.id) == lines.sources.map(\.id))
    let fitting = try await Self.translated(page, "in/a.html", as: .fitting)
    #expect(
      String(decoding: fitting.bytes, as: UTF8.self).contains("<title>a.html: English → Français</title>"))
    let plain = try await Self.translated(page, "in/a.html", as: nil)
    #expect(String(decoding: plain.bytes, as: UTF8.self).contains("<b>BOLD</b>"))
    #expect(try BilingualDocument(plain).written(as: .html) == fitting.bytes)
  }

  /// Every line is a unit, whatever is in it.
  private struct LinesFormat: DocumentFormat {
    struct Document: ParsedDocument {
      var units: [DocumentUnit]
      func write(_ units: [TranslatedUnit]) -> Data { Data("own".utf8) }
    }

    let name = "lines"
    let fileExtensions = ["lines"]

    func recognition(of sample: DocumentSample) -> Recognition { .certain }

    func parse(
      _ source: DocumentSource, options: DocumentOptions
    ) throws(DocumentError) -> any ParsedDocument {
      let lines = String(decoding: source.bytes, as: UTF8.self).components(separatedBy: "\n")
      return Document(
        units: lines.enumerated().map { DocumentUnit(id: "\($0.offset)", text: $0.element, context: "above") }
      )
    }
  }

  @Test(arguments: [
    ("one\n1,234\n\ntwo", "one\nONE\n\n1,234\n1,234\n\n\n\n\ntwo\nTWO\n", [1, 0, 0, 1]),
    ("1,234\n5.6", "1,234\n1,234\n\n5.6\n5.6\n", [0, 0]),
  ])
  func whatNeedsNoTranslationIsThere(text: String, expected: String, blocks: [Int]) async throws {
    let documents = DocumentTranslator(engine: MirrorEngine(), registry: FormatRegistry([LinesFormat()]))
    var options = DocumentOptions(source: .english, target: .french)
    let source = DocumentSource(Data(text.utf8))
    #expect(try await documents.translate(source, options: options).bytes == Data("own".utf8))
    options.bilingual = .fitting
    let result = try await documents.translate(source, options: options)
    #expect(String(decoding: result.bytes, as: UTF8.self) == expected)
    #expect(result.blocks.map(\.count) == blocks && result.rows.allSatisfy { $0.context == "above" })
  }

  @Test func subtitlesKeepTheirOwnWay() async throws {
    let cues = "1\n00:00:01,000 --> 00:00:04,000\nRain fell.\n"
    let own = try await Self.translated(cues, "a.srt", as: nil, transcripts: true)
    #expect(String(decoding: own.bytes, as: UTF8.self).contains("RAIN FELL.\nRain fell."))
    #expect(try await Self.translated(cues, "a.srt", as: .fitting).bytes == own.bytes)
    let lines = try await Self.translated(cues, "a.srt", as: .text)
    #expect(String(decoding: lines.bytes, as: UTF8.self) == "Rain fell.\nRAIN FELL.\n")
    #expect(try await Self.translated(cues, "a.srt", as: .docx).bytes.starts(with: "PK".utf8))
  }

  @Test func surveysTellTheExtension() throws {
    let documents = DocumentTranslator(engine: IdentityEngine())
    var options = DocumentOptions(target: .french)
    options.bilingual = .fitting
    func type(_ text: String, _ name: String) throws -> String {
      try documents.survey(DocumentSource(Data(text.utf8), name: name), options: options).fileExtension
    }
    #expect(try type("# Head\n", "a.md") == "txt" && type("<html><p>A</html>", "a.htm") == "html")
    #expect(try type("1\n00:00:01,000 --> 00:00:04,000\nRain fell.\n", "a.srt") == "srt")
    options.bilingual = .tmx
    #expect(try type("# Head\n", "a.md") == "tmx")
  }

  @Test func optionsOfEarlierJobsAreRead() throws {
    let options = DocumentOptions(source: .english, target: .french)
    var fields = try #require(
      JSONSerialization.jsonObject(with: JSONEncoder().encode(options)) as? [String: Any])
    #expect(fields["bilingual"] == nil)
    #expect(
      try JSONDecoder().decode(DocumentOptions.self, from: JSONSerialization.data(withJSONObject: fields))
        == options)
    fields["bilingual"] = "tmx"
    let read = try JSONDecoder().decode(
      DocumentOptions.self, from: JSONSerialization.data(withJSONObject: fields))
    #expect(read.bilingual == .tmx)
  }

  @Test func manyRowsAreQuick() throws {
    let rows = (1...3000).map {
      BilingualRow(number: $0, id: "\($0)", source: "Text <\($0)>", translation: "TEXTE\u{B}<\($0)>")
    }
    let document = BilingualDocument(name: "a", from: .english, to: .french, rows: rows)
    for form in BilingualForm.allCases {
      let time = try ThreadTime.measure {
        let bytes = try document.written(as: form)
        #expect(bytes.count > 1000)
      }
      #expect(time < .seconds(20))
    }
  }

  /// Documents of other programs, left in `written-bilingual` for `Making/open-bilingual.py`, which reads each form with
  /// another library and compares them.
  @Test(.enabled(if: MadeFiles.areThere))
  func documentsOfOtherProgramsInAllForms() async throws {
    let documents = DocumentTranslator(engine: MirrorEngine())
    let files = MadeFiles.files("office", types: ["docx", "xlsx", "pptx"])
    #expect(files.count >= 30)
    for (index, file) in files.enumerated() {
      let target: LanguageTag = [.french, Self.arabic, .simplifiedChinese][index % 3]
      let result = try await documents.translate(
        DocumentSource(try Data(contentsOf: file), name: file.path),
        options: DocumentOptions(source: .english, target: target))
      let review = try BilingualDocument(result)
      for form in [BilingualForm.docx, .html, .text, .tmx] {
        let name = "\(file.lastPathComponent).\(form.fileExtension ?? "")"
        try MadeFiles.leave(try review.written(as: form), name, in: "written-bilingual")
      }
    }
  }
}
