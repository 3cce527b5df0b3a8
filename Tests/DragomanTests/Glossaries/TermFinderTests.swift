import Dragoman
import Testing

@Suite struct TermFinderTests {
  private static let french = LanguageTag(canonicalLanguage: "fr")
  private static let russian = LanguageTag(canonicalLanguage: "ru")
  private static let arabic = LanguageTag(canonicalLanguage: "ar")
  private static let spanish = LanguageTag(canonicalLanguage: "es")

  private static func entry(
    _ forms: [(LanguageTag, [String])], _ status: GlossaryEntry.Status = .required,
    _ caseRule: GlossaryEntry.CaseRule = .follow
  ) -> GlossaryEntry {
    GlossaryEntry(
      forms: Dictionary(uniqueKeysWithValues: forms), status: status, caseRule: caseRule)
  }

  /// Found terms as the text says them, with the first form of the target.
  private static func found(
    _ terms: [(String, String)], in text: String, from: LanguageTag, exact: Bool = false
  ) -> [String] {
    let to = from == .english ? french : LanguageTag.english
    let glossary = Glossary(
      terms.map { entry([(from, [$0.0]), (to, [$0.1])], .required, exact ? .exact : .follow) })
    let bytes = Array(text.utf8)
    return glossary.finder(from: from, to: to).matches(in: text).map {
      "\(String(decoding: bytes[$0.range], as: UTF8.self))=\($0.targets.first ?? "")"
    }
  }

  @Test func theLongestTermStands() {
    let terms = [("产权组织", "WIPO"), ("知识产权", "IP"), ("世界知识产权组织", "World IP Organization")]
    #expect(
      Self.found(terms, in: "世界知识产权组织和产权组织谈知识产权。", from: .simplifiedChinese) == [
        "世界知识产权组织=World IP Organization", "产权组织=WIPO", "知识产权=IP",
      ])
  }

  @Test func overlappingTermsGiveWayToTheLonger() {
    let terms = [("a b", "1"), ("b c d", "2"), ("d e", "3")]
    #expect(Self.found(terms, in: "a b c d e", from: .english) == ["b c d=2"])
  }

  @Test(arguments: [
    ("patent", "patents", true), ("patent", "Patent", true), ("patent", "patentable", false),
    ("new", "news", false), ("mean", "means", false), ("party", "parties", true), ("claim", "claims", true),
    ("search", "searches", true), ("office", "offices", true), ("basis", "basis", true),
    ("use", "uses", true),
    ("trade mark", "trade marks", true), ("trade mark", "trademark", false), ("licence", "licences", true),
    ("custom", "customs", false), ("WIPO", "wipo", true), ("patent", "patent's", true), ("art", "arts", true),
    ("Member State", "member states", true),
  ]) func englishForms(term: String, word: String, isOne: Bool) {
    #expect(Self.found([(term, "x")], in: "The \(word) of it", from: .english).isEmpty != isOne)
  }

  @Test(arguments: [
    ("brevet", "brevets", true), ("animal", "animaux", true), ("bureau", "bureaux", true),
    ("office", "l’office", true), ("office", "d'office", true), ("foi", "fois", false),
    ("État membre", "États membres", true),
  ]) func frenchForms(term: String, word: String, isOne: Bool) {
    #expect(Self.found([(term, "x")], in: "Voici \(word), dit-il", from: Self.french).isEmpty != isOne)
  }

  @Test(arguments: [
    ("патент", "патентами", true), ("товарный знак", "товарного знака", true),
    ("организация", "организаций", true),
    ("Женева", "Женеве", true), ("патент", "патентный", false), ("совет", "советник", false),
  ]) func russianForms(term: String, word: String, isOne: Bool) {
    #expect(Self.found([(term, "x")], in: "Вот \(word), да", from: Self.russian).isEmpty != isOne)
  }

  @Test(arguments: [
    ("patente", "patentes", true), ("invención", "invenciones", true), ("luz", "luces", true),
    ("país", "países", true),
    ("señal", "señales", true),
  ]) func spanishForms(term: String, word: String, isOne: Bool) {
    #expect(Self.found([(term, "x")], in: "Hay \(word) aquí", from: Self.spanish).isEmpty != isOne)
  }

  @Test(arguments: [
    ("براءة", "البراءة", true), ("منظمة", "والمنظمة", true),
    ("براءة", "براءات", true),
    ("الويبو", "للويبو", true),
  ]) func arabicForms(term: String, word: String, isOne: Bool) {
    #expect(Self.found([(term, "x")], in: "قال \(word) هنا", from: Self.arabic).isEmpty != isOne)
  }

  @Test(arguments: [
    ("WHO", "who", false), ("WHO", "WHO", true), ("Chair", "chair", false),
    ("World Bank", "WORLD BANK", true),
    ("Member State", "Member States", true), ("IT", "it", false),
  ]) func namesKeepTheirCapitals(term: String, word: String, isOne: Bool) {
    #expect(Self.found([(term, "x")], in: "Ask \(word) now", from: .english, exact: true).isEmpty != isOne)
  }

  @Test func bothScriptsOfChineseAreOne() {
    #expect(Self.found([("专利", "patent")], in: "這是專利。", from: .chinese) == ["專利=patent"])
    #expect(Self.found([("專利", "patent")], in: "这是专利。", from: .chinese) == ["专利=patent"])
  }

  @Test func typographyDoesNotHide() {
    #expect(
      Self.found([("Côte d'Ivoire", "CI")], in: "En Co\u{302}te d’Ivoire.", from: Self.french).count == 1)
    #expect(Self.found([("ＷＩＰＯ", "x")], in: "To WIPO.", from: .english).count == 1)
  }

  @Test func whatIsForbiddenIsKnownWithItsTerm() throws {
    let glossary = Glossary([
      Self.entry([(.chinese, ["产权组织"]), (.english, ["WIPO", "the Organization"])]),
      Self.entry([(.chinese, ["产权组织"]), (.english, ["IPO"])], .forbidden),
      Self.entry([(.english, ["third world"])], .forbidden),
    ])
    let finder = glossary.finder(from: .simplifiedChinese, to: .english)
    let match = try #require(finder.matches(in: "产权组织。").first)
    #expect(
      match.targets == ["WIPO", "the Organization"] && match.forbidden == ["IPO"] && match.status == .required
    )
    #expect(finder.forbidden == ["third world"])
  }

  @Test func whatIsKeptStandsAsInTheSource() throws {
    let glossary = Glossary([Self.entry([(.english, ["Dragoman"])], .keep, .exact)])
    let match = try #require(
      glossary.finder(from: .english, to: Self.french).matches(in: "Use Dragoman.").first)
    #expect(match.targets == ["Dragoman"] && match.status == .keep)
  }

  @Test func earlierEntriesGoFirst() {
    let glossary = Glossary(joining: [
      Glossary([Self.entry([(.english, ["bill"]), (Self.french, ["projet de loi"])])]),
      Glossary([Self.entry([(.english, ["bill"]), (Self.french, ["facture"])])]),
    ])
    #expect(
      glossary.finder(from: .english, to: Self.french).matches(in: "the bill").map(\.targets) == [
        ["projet de loi"]
      ])
  }

  @Test func spansAreLeftAlone() {
    let glossary = Glossary(terms: ["tea": "thé"], from: .english, to: Self.french)
    let finder = glossary.finder(from: .english, to: Self.french)
    #expect(finder.matches(in: "tea/tea tea", outside: [0..<7]).map(\.range) == [8..<11])
  }

  @Test func languagesWithoutFormsHaveNoTerms() {
    let glossary = Glossary(terms: ["tea": "thé"], from: .english, to: Self.french)
    #expect(glossary.finder(from: .english, to: .chinese).isEmpty)
    #expect(
      glossary.finder(from: Self.french, to: .english).matches(in: "le thé").map(\.targets) == [["tea"]])
  }
}
