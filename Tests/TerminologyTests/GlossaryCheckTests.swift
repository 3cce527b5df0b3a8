import Dragoman
import Foundation
import Terminology
import Testing

@Suite struct GlossaryCheckTests {
  private static func findings(_ text: String) throws -> [String] {
    let entries = try GlossaryFile().entries(of: Data(text.utf8), name: "a.csv")
    return GlossaryCheck(entries).findings().map {
      "\($0.place?.line ?? 0) \($0.kind.rawValue) \($0.language.code)"
    }
  }

  @Test func aGoodGlossaryHasNoFindings() throws {
    #expect(
      try Self.findings("zh,en,ru\n专利,patent,патент\n商标,trade mark,товарный знак\n产权组织,WIPO,ВОИС\n").isEmpty)
  }

  @Test func whatIsCalledTwoThingsIsAConflict() throws {
    #expect(
      try Self.findings("zh,en\n专利,patent\n专利,letters patent\n") == ["3 conflict zh"])
    #expect(try Self.findings("en,fr\nbill,projet de loi\nBill,facture\n") == ["3 conflict en"])
    #expect(try Self.findings("en,fr,case\nWHO,OMS,exact\nwho,qui,\n").isEmpty)
  }

  @Test func whatStandsTwiceIsADuplicate() throws {
    #expect(try Self.findings("en,fr\ntea,thé\ntea,thé\n") == ["3 duplicate en", "3 duplicate fr"])
    #expect(try Self.findings("en,fr,es\ntea,thé,\ntea,,té\n") == ["3 duplicate en"])
    #expect(try Self.findings("en,fr\ntea | Tea,thé\n") == ["2 duplicate en"])
  }

  @Test func whatIsForbiddenAndWantedIsAConflict() throws {
    #expect(try Self.findings("en,fr,status\ntea,thé,\ntea,thé,forbidden\n").contains("3 conflict en"))
    #expect(try !Self.findings("en,fr,status\ntea,thé,\ntea,infusion,forbidden\n").contains("3 conflict en"))
  }

  @Test func lettersBelongToTheLanguage() throws {
    #expect(try Self.findings("zh,en\npatent,专利\n") == ["2 script en", "2 script zh"])
    #expect(try Self.findings("ru,en\nпaтент,patent\n") == ["2 script ru"])  // a Latin a
    #expect(try Self.findings("zh,en\nPCT,PCT\n").isEmpty)
  }

  @Test func whatCannotBeFoundIsSaid() throws {
    #expect(try Self.findings("en,fr\n--,x\n") == ["2 never-matches en", "2 short fr"])
    #expect(try Self.findings("zh,en\n书,book\n") == ["2 short zh"])
  }
}
