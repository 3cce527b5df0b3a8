import Documents
import Dragoman
import Foundation
import Testing

struct DocxTests {
  private let format = DocxFormat()

  private func texts(_ body: String) throws -> [String] {
    try OfficeTesting.parse(format, OfficeTesting.docx(body)).units.map(\.text)
  }

  private func rewritten(_ body: String, to target: LanguageTag = .french) async throws -> String {
    let result = try await OfficeTesting.rewritten(
      format, OfficeTesting.docx(body), part: "word/document.xml", to: target)
    let start = result.range(of: "<w:body>")?.upperBound ?? result.startIndex
    return String(result[start...].prefix(while: { _ in true })).replacingOccurrences(
      of: "</w:body></w:document>", with: "")
  }

  private static func run(_ text: String, _ properties: String = "") -> String {
    let properties = properties.isEmpty ? "" : "<w:rPr>\(properties)</w:rPr>"
    return "<w:r>\(properties)<w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
  }

  @Test func runsThatLookAlikeAreOneText() async throws {
    let body =
      "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r w:rsidR=\"01\"><w:t xml:space=\"preserve\">The fer</w:t></w:r>"
      + "<w:proofErr w:type=\"spellStart\"/><w:r w:rsidR=\"02\"><w:rPr><w:lang w:val=\"en-US\"/></w:rPr><w:t>ry</w:t></w:r>"
      + "<w:proofErr w:type=\"spellEnd\"/>" + Self.run(" leaves at ") + Self.run("nine", "<w:b/>")
      + Self.run(" o'clock &amp; ten.") + "</w:p>"
    #expect(try texts(body) == ["The ferry leaves at nine o'clock & ten."])
    #expect(
      try await rewritten(body)
        == "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r w:rsidR=\"01\"><w:t xml:space=\"preserve\">THE FERRY LEAVES AT </w:t></w:r>"
        + Self.run("NINE", "<w:b/>")
        + "<w:r w:rsidR=\"01\"><w:t xml:space=\"preserve\"> O'CLOCK &amp; TEN.</w:t></w:r></w:p>")
  }

  @Test func elementsAroundRunsAreTags() async throws {
    let body =
      "<w:p>" + Self.run("See ") + "<w:hyperlink r:id=\"x\" xmlns:r=\"urn:r\">"
      + Self.run("the table", "<w:u/>")
      + "</w:hyperlink><w:ins w:id=\"1\">" + Self.run(" of times")
      + "</w:ins><w:del w:id=\"2\"><w:r><w:delText>old</w:delText></w:r></w:del>"
      + Self.run(".") + "<w:r><w:footnoteReference w:id=\"3\"/></w:r></w:p>"
    #expect(try texts(body) == ["See the table of times."])
    let result = try await rewritten(body)
    for part in [
      "<w:hyperlink r:id=\"x\" xmlns:r=\"urn:r\">" + Self.run("THE TABLE", "<w:u/>") + "</w:hyperlink>",
      "<w:ins w:id=\"1\">" + Self.run("OF TIMES") + "</w:ins>", "<w:delText>old</w:delText></w:r></w:del>",
      Self.run(".") + "<w:r><w:footnoteReference w:id=\"3\"/></w:r></w:p>",
    ] {
      #expect(result.contains(part), "\(part) is not in \(result)")
    }
  }

  @Test func tabsAndBreaksDivide() async throws {
    let body =
      "<w:p><w:r><w:t>Name:</w:t><w:tab/><w:t xml:space=\"preserve\"> the harbour</w:t><w:br/><w:t>of the</w:t><w:softHyphen/>"
      + "<w:t xml:space=\"preserve\"> north</w:t><w:br/><w:br/><w:t>Another</w:t></w:r></w:p>"
    #expect(try texts(body) == ["Name:", "the harbour of the north", "Another"])
    #expect(
      try await rewritten(body)
        == "<w:p><w:r><w:t xml:space=\"preserve\">NAME:</w:t><w:tab/><w:t xml:space=\"preserve\"> THE HARBOUR</w:t><w:br/>"
        + "<w:t xml:space=\"preserve\">OF THE NORTH</w:t><w:br/><w:br/><w:t xml:space=\"preserve\">ANOTHER</w:t></w:r></w:p>"
    )
    let linked =
      "<w:p>" + Self.run("See ")
      + "<w:hyperlink><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t></w:r></w:hyperlink>"
      + Self.run(" three") + "</w:p>"
    #expect(try texts(linked) == ["See one two three"])
    #expect(try await rewritten(linked).count(of: "<w:tab/>") == 1)
  }

  private static func field(_ instruction: String, _ result: String) -> String {
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>\(instruction)</w:instrText></w:r>"
      + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\(result)<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
  }

  @Test func computedFieldsStay() async throws {
    let page = Self.field(" PAGE ", Self.run("7"))
    let link = Self.field(" HYPERLINK \"x\" ", Self.run("the site"))
    let body = "<w:p>" + Self.run("Page ") + page + Self.run(" of ") + link + Self.run(" here") + "</w:p>"
    #expect(try texts(body) == ["Page `7` of the site here"])
    let result = try await rewritten(body)
    #expect(result.contains(Self.run("PAGE ") + page + Self.run(" OF ")), "\(result)")
    #expect(result.contains(Self.field(" HYPERLINK \"x\" ", Self.run("THE SITE"))), "\(result)")
    // A table of contents, from one paragraph to another.
    let long =
      "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
      + Self.run("First") + "<w:r><w:tab/></w:r>" + Self.field("PAGEREF a", Self.run("1")) + "</w:p><w:p>"
      + Self.run("Second") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
    #expect(try texts(long) == ["First", "Second"])
    let index = try await rewritten(long)
    #expect(index.count(of: "fldChar ") == 6 && index.contains("FIRST"))
  }

  @Test func textBoxesAreReadOnce() async throws {
    let box = "<w:txbxContent><w:p>" + Self.run("In the box") + "</w:p></w:txbxContent>"
    let body =
      "<w:p>" + Self.run("Before ")
      + "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:docPr id=\"1\" name=\"x\" descr=\"A red boat\"/>"
      + "\(box)</w:drawing></mc:Choice><mc:Fallback><w:pict>\(box)</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
      + Self.run("after") + "</w:p>"
    #expect(try Set(texts(body)) == ["Before after", "In the box", "A red boat"])
    #expect(try texts(body).count == 3)
    let result = try await rewritten(body)
    #expect(result.count(of: "IN THE BOX") == 2 && result.contains("descr=\"A RED BOAT\""), "\(result)")
    #expect(result.count(of: "<mc:AlternateContent>") == 1)
  }

  @Test func partsOfWordsKeepTheirLook() async throws {
    let body =
      "<w:p>" + Self.run("The CO") + Self.run("2", "<w:vertAlign w:val=\"subscript\"/>") + Self.run(" of x")
      + Self.run("k", "<w:i/>") + Self.run(" is low") + "</w:p>"
    #expect(try texts(body) == ["The CO of xk is low"])
    let italic = "<w:p>" + Self.run("An x") + Self.run("7", "<w:i/>") + Self.run(" is low") + "</w:p>"
    let result = try await rewritten(italic)
    #expect(result == "<w:p>" + Self.run("AN X") + Self.run("7", "<w:i/>") + Self.run(" IS LOW") + "</w:p>")
  }

  @Test func directionAndLanguageFollow() async throws {
    let body =
      "<w:p><w:pPr><w:jc w:val=\"left\"/></w:pPr>" + Self.run("One", "<w:b/><w:lang w:val=\"en-US\"/>")
      + "</w:p><w:p>"
      + Self.run("Two") + "</w:p>"
    #expect(
      try await rewritten(body, to: .arabic)
        == "<w:p><w:pPr><w:bidi/><w:jc w:val=\"left\"/></w:pPr>"
        + Self.run("ONE", "<w:b/><w:rtl/><w:lang w:val=\"en-US\"/>") + "</w:p><w:p><w:pPr><w:bidi/></w:pPr>"
        + Self.run("TWO", "<w:rtl/>") + "</w:p>")
    #expect(try await rewritten(body).contains("<w:lang w:val=\"fr-FR\"/>"))
  }

  @Test func otherPartsAreReadToo() async throws {
    let paragraph = "<w:p>" + Self.run("A note") + "</w:p>"
    let bytes = OfficeTesting.docx(
      "<w:tbl><w:tr><w:tc><w:p>" + Self.run("Cell") + "</w:p></w:tc></w:tr></w:tbl>",
      parts: ["header", "footer", "footnotes", "endnotes", "comments"].map { name in
        ("word/\(name).xml", "wordprocessingml.\(name)+xml", "<w:x \(OfficeTesting.word)>\(paragraph)</w:x>")
      } + [("word/media/a.bin", "", "bytes \u{1} of a picture")])
    #expect(try OfficeTesting.parse(format, bytes).units.count == 6)
    for name in ["header", "footer", "footnotes", "endnotes", "comments"] {
      #expect(try await OfficeTesting.rewritten(format, bytes, part: "word/\(name).xml").contains("A NOTE"))
    }
    #expect(
      try await OfficeTesting.rewritten(format, bytes, part: "word/media/a.bin") == "bytes \u{1} of a picture"
    )
    var options = DocumentOptions(source: .english, target: .french)
    options.parts.remove(.comments)
    #expect(try format.parse(DocumentSource(bytes), options: options).units.count == 5)
  }

  @Test func untouchedDocumentsAreTheSame() async throws {
    let body =
      "\n<w:p ><w:r><w:t>A&#233;b</w:t></w:r>\n <!-- x --></w:p><w:p/><w:sectPr a='1'  b = \"2\"/>"
    let bytes = OfficeTesting.docx(body)
    #expect(try await FormatTesting.unchanged(format, bytes) == bytes)
    let other = OfficeTesting.docx(body + "<w:p>" + Self.run("Word") + "</w:p>")
    let document = try OfficeTesting.parse(format, other)
    var units = document.units.map { TranslatedUnit(unchanged: $0) }
    units[1] = TranslatedUnit(id: units[1].id, text: "Mot", tags: [])
    let written = try OfficeTesting.content("word/document.xml", of: try document.write(units))
    #expect(
      written
        == (try OfficeTesting.content("word/document.xml", of: other)).replacingOccurrences(
          of: "Word", with: "Mot"))
  }

  @Test func otherPrefixesAreUnderstood() async throws {
    let space = "xmlns:n=\"http://purl.oclc.org/ooxml/wordprocessingml/main\""
    let bytes = OfficeTesting.package([
      (
        "word/document.xml", "wordprocessingml.document.main+xml",
        "<n:document \(space)><n:body><n:p><n:r><n:t><![CDATA[One < two]]></n:t></n:r></n:p></n:body></n:document>"
      )
    ])
    #expect(
      try await OfficeTesting.rewritten(format, bytes, part: "word/document.xml").hasSuffix(
        "<n:p><n:r><n:t xml:space=\"preserve\">ONE &lt; TWO</n:t></n:r></n:p></n:body></n:document>"))
  }

  @Test(arguments: [
    "<w:r><w:t>a b </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>c </w:t></w:r>",
    "<w:hyperlink><w:r><w:t>a </w:t><w:tab/></w:r></w:hyperlink>",
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
    "<w:ins><w:r><w:t>a. </w:t></w:r></w:ins>", "</w:p><w:p><w:r><w:t>a</w:t></w:r>",
  ])
  func longDocumentsTakeLittleTime(part: String) throws {
    var options = DocumentOptions(source: .english, target: .arabic)
    options.limits.tags = .max
    options.limits.expansion = .max
    let bytes = OfficeTesting.docx(
      "<w:p>\(String(repeating: part, count: 3_000))<w:r><w:t>x</w:t></w:r></w:p>")
    let document = try format.parse(DocumentSource(bytes), options: options)
    let units = document.units.map { TranslatedUnit(id: $0.id, text: $0.text, tags: $0.tags) }
    _ = try document.write(units)
  }

  @Test func deepElementsAreReadOrLeftAlone() async throws {
    for depth in [10, 190, 230] {
      let body =
        "<w:p>" + Self.run("See ") + String(repeating: "<w:smartTag>", count: depth) + Self.run("this")
        + String(repeating: "</w:smartTag>", count: depth) + Self.run(" thing") + "</w:p>"
      let result = (try? await rewritten(body)) ?? body
      #expect(result.count(of: "<w:smartTag>") == depth && result.count(of: "</w:smartTag>") == depth)
    }
  }
}
