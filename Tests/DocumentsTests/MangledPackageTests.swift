import Documents
import Dragoman
import Foundation
import TestSupport
import Testing

/// Documents with bytes changed at random are read and written, or refused with an error.
struct MangledPackageTests {
  private static let paragraph =
    "<w:p><w:pPr/><w:r><w:t>One </w:t></w:r><w:hyperlink><w:r><w:rPr><w:b/></w:rPr><w:t>two</w:t><w:tab/><w:t>x</w:t></w:r></w:hyperlink>"
    + "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType=\"end\"/><w:t> three</w:t></w:r></w:p>"

  @Test(arguments: 0..<8) func archives(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let sound = OfficeTesting.docx(Self.paragraph)
    for _ in 0..<200 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if Int.random(in: 0..<4, using: &random) == 0 {
        bytes = bytes.prefix(Int.random(in: 0..<bytes.count, using: &random))
      }
      try read(bytes)
    }
  }

  /// Pieces of markup in any order, as far as it is well-formed.
  @Test(arguments: 0..<8) func markup(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let elements = [
      "w:p", "w:r", "w:t", "w:hyperlink", "w:ins", "w:del", "w:sdt", "w:sdtContent", "w:rPr", "w:fldSimple",
    ]
    let leaves = [
      "word", " ", "<w:tab/>", "<w:br/>", "<w:b/>", "<w:fldChar w:fldCharType=\"begin\"/>",
      "<w:lang w:val=\"en\"/>",
      "<w:fldChar w:fldCharType=\"separate\"/>", "<w:fldChar w:fldCharType=\"end\"/>",
      "<w:instrText>REF</w:instrText>",
      "<![CDATA[a<b]]>", "<!-- x -->", "&amp;", "<w:pPr><w:bidi/></w:pPr>", "<w:rPr><w:i/></w:rPr>", "二",
    ]
    let markup = RandomMarkup(elements: elements, leaves: leaves)
    for _ in 0..<100 {
      let inner = (0..<4).map { _ in "<w:p>\(markup.content(5, using: &random))</w:p>" }.joined()
      try read(OfficeTesting.docx(inner), isSound: true)
    }
  }

  private func read(_ bytes: Data, isSound: Bool = false) throws {
    try RandomMarkup.read(DocxFormat(), bytes, isSound: isSound)
  }
}
