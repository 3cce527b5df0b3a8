import Dragoman

/// The parts of a new Word document beside its text.
struct DocxParts {
  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let packages = "http://schemas.openxmlformats.org/package/2006"
  private static let wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml"

  let target: LanguageTag

  /// - Parameter parts: those beside the usual ones, `footer1.xml`, and the types of their content, `footer`.
  static func contentTypes(adding parts: [(name: String, type: String)] = []) -> String {
    declaration + "<Types xmlns=\"\(packages)/content-types\">"
      + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + "<Override PartName=\"/word/document.xml\" ContentType=\"\(wordType).document.main+xml\"/>"
      + "<Override PartName=\"/word/styles.xml\" ContentType=\"\(wordType).styles+xml\"/>"
      + "<Override PartName=\"/word/numbering.xml\" ContentType=\"\(wordType).numbering+xml\"/>"
      + parts.map {
        "<Override PartName=\"/word/\($0.name)\" ContentType=\"\(wordType).\($0.type)+xml\"/>"
      }.joined() + "</Types>"
  }

  static let packageRelations =
    declaration + "<Relationships xmlns=\"\(packages)/relationships\">"
    + "<Relationship Id=\"rId1\" Type=\"\(relations)/officeDocument\" Target=\"word/document.xml\"/></Relationships>"

  static func linkID(_ number: Int) -> String { "rId\(number + 3)" }

  /// - Parameter parts: as ``contentTypes(adding:)`` has them; they are called as their types.
  static func documentRelations(
    _ links: [String], adding parts: [(name: String, type: String)] = []
  ) -> String {
    let links = links.enumerated().map { number, link in
      let address = String(decoding: XMLEscape.value(link, quote: UInt8(ascii: "\"")), as: UTF8.self)
      return "<Relationship Id=\"\(linkID(number))\" Type=\"\(relations)/hyperlink\" Target=\"\(address)\""
        + " TargetMode=\"External\"/>"
    }
    return declaration + "<Relationships xmlns=\"\(packages)/relationships\">"
      + "<Relationship Id=\"rId1\" Type=\"\(relations)/styles\" Target=\"styles.xml\"/>"
      + "<Relationship Id=\"rId2\" Type=\"\(relations)/numbering\" Target=\"numbering.xml\"/>"
      + links.joined()
      + parts.map {
        "<Relationship Id=\"\($0.type)\" Type=\"\(relations)/\($0.type)\" Target=\"\($0.name)\"/>"
      }.joined()
      + "</Relationships>"
  }

  static let numbering =
    declaration + "<w:numbering xmlns:w=\"\(word)\"><w:abstractNum w:abstractNumId=\"0\">"
    + "<w:multiLevelType w:val=\"hybridMultilevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/>"
    + "<w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"720\" w:hanging=\"360\"/></w:pPr></w:lvl>"
    + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"

  var styles: String {
    let language: String =
      switch target.language {
      case "zh", "ja", "ko", "yue", "wuu": "<w:lang w:eastAsia=\"\(target.code)\"/>"
      default:
        target.direction == .rightToLeft
          ? "<w:lang w:bidi=\"\(target.code)\"/>" : "<w:lang w:val=\"\(target.code)\"/>"
      }
    return Self.declaration + "<w:styles xmlns:w=\"\(Self.word)\"><w:docDefaults><w:rPrDefault><w:rPr>"
      + "<w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Arial\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>\(language)</w:rPr></w:rPrDefault>"
      + "<w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
      + Self.style("Normal", "Normal", isDefault: true, "")
      + (1...6).map { level in
        Self.style(
          "Heading\(level)", "heading \(level)", based: "Normal",
          "<w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before=\"240\" w:after=\"120\"/>"
            + "<w:outlineLvl w:val=\"\(level - 1)\"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val=\"\(38 - 3 * level)\"/></w:rPr>"
        )
      }.joined()
      + Self.style(
        "ListBullet", "List Bullet", based: "Normal",
        "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:ind w:left=\"720\" w:hanging=\"360\"/></w:pPr>")
      + Self.style(
        "ListNumber", "List Number", based: "Normal",
        "<w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"720\"/></w:tabs><w:ind w:left=\"720\" w:hanging=\"360\"/></w:pPr>"
      )
      + Self.style(
        "FootnoteText", "footnote text", based: "Normal",
        "<w:rPr><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/></w:rPr>")
      + "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr>"
      + "<w:color w:val=\"0563C1\"/><w:u w:val=\"single\"/></w:rPr></w:style>"
      + "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>"
      + ["top", "left", "bottom", "right", "insideH", "insideV"].map {
        "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
      }.joined() + "</w:tblBorders></w:tblPr></w:style></w:styles>"
  }

  private static func style(
    _ id: String, _ name: String, based: String? = nil, isDefault: Bool = false, _ content: String
  ) -> String {
    "<w:style w:type=\"paragraph\"\(isDefault ? " w:default=\"1\"" : "") w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/>"
      + (based.map { "<w:basedOn w:val=\"\($0)\"/>" } ?? "") + content + "</w:style>"
  }
}
