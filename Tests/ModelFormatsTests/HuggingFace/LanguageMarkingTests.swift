import ModelFormats
import Testing

struct LanguageMarkingTests {
  private func marking(_ codes: String) -> LanguageMarking {
    let codes = codes.split(separator: " ").enumerated().map { (String($1), Int32($0 + 10)) }
    return .targetBeforeSource(Dictionary(uniqueKeysWithValues: codes))
  }

  @Test(arguments: [
    ("zh", "cmn_Hans"), ("zh-Hans", "cmn_Hans"), ("zh-CN", "cmn_Hans"), ("zh-TW", "cmn_Hant"),
    ("zh-Hant", "cmn_Hant"), ("zh_HK", "cmn_Hant"), ("yue", "yue_Hant"), ("cmn_Hant", "cmn_Hant"),
    ("pt", "por"), ("pt-BR", "pt_br"), ("fr", "fra"), ("FR-ca", "fra"), ("sr-Latn", "srp_Latn"),
    ("sr", "srp_Cyrl"), ("no", "nob"), ("nb", "nob"), ("zul", "zul"),
  ])
  func codesOfOpusModels(tag: String, code: String) {
    let codes = "cmn cmn_Hans cmn_Hant yue_Hans yue_Hant por pt_br fra srp_Cyrl srp_Latn nob zul"
    #expect(marking(codes).code(for: tag) == code)
  }

  @Test(arguments: [
    ("zh", "zho_Hans"), ("zh-TW", "zho_Hant"), ("ar", "arb_Arab"), ("fa", "pes_Arab"), ("sw", "swh_Latn"),
    ("et", "est_Latn"), ("lv", "lvs_Latn"), ("he", "heb_Hebr"), ("iw", "heb_Hebr"), ("en-GB", "eng_Latn"),
    ("eng_Latn", "eng_Latn"), ("ace", "ace_Latn"), ("ks", "kas_Arab"), ("tl", "tgl_Latn"), ("uz", "uzn_Latn"),
  ])
  func codesOfNLLB(tag: String, code: String) {
    let codes = """
      ace_Arab ace_Latn arb_Arab arb_Latn pes_Arab swh_Latn est_Latn lvs_Latn ltg_Latn heb_Hebr eng_Latn \
      kas_Deva kas_Arab tgl_Latn uzn_Latn zho_Hans zho_Hant
      """
    #expect(marking(codes).code(for: tag) == code)
  }

  @Test func codesOfM2M100() {
    let marking = marking("en zh ns jv ceb sr")
    #expect(marking.code(for: "zh") == "zh")
    #expect(marking.code(for: "zh-Hans") == "zh")
    #expect(marking.code(for: "cmn") == "zh")
    #expect(marking.code(for: "nso") == "ns")
    #expect(marking.code(for: "jw") == "jv")
    #expect(marking.code(for: "srp") == "sr")
  }

  @Test func anotherLanguageOrScriptIsNotTaken() {
    #expect(marking("cmn_Hans").code(for: "zh-Hant") == nil)
    #expect(marking("nob").code(for: "nn") == nil)
    #expect(marking("fra deu").code(for: "es") == nil)
    #expect(marking("fra").code(for: "") == nil)
    #expect(marking("fra").code(for: "-_") == nil)
  }

  @Test func framing() throws {
    var model = try ModelLoader.load(folder: HuggingFaceFixture("marian-safetensors").folder)
    let end = try #require(model.tokens.sourceEnd)
    #expect(try model.framedSource([5, 6], from: nil, to: "xx") == [5, 6, end])
    #expect(try model.forcedPrefix(to: nil) == [])

    model.languageMarking = .targetBeforeSource(["cmn_Hans": 7, "fra": 8])
    #expect(try model.framedSource([5, 6], from: nil, to: "zh") == [7, 5, 6, end])
    #expect(try model.forcedPrefix(to: "zh") == [])
    #expect(
      throws: LanguageMarkingError.unknownLanguage("de", model: model.name, known: ["cmn_Hans", "fra"])
    ) {
      try model.framedSource([5], from: "en", to: "de")
    }
    #expect(throws: LanguageMarkingError.languageNeeded(model: model.name, known: ["cmn_Hans", "fra"])) {
      try model.framedSource([5], from: "en", to: nil)
    }
    model.languageMarking = .targetBeforeSource(["fra": 8])
    #expect(try model.framedSource([5], from: nil, to: nil) == [8, 5, end])

    model.languageMarking = .sourceAndForcedTarget(["en": 9, "fr": 10])
    #expect(try model.framedSource([5], from: "en-US", to: "fr") == [9, 5, end])
    #expect(try model.forcedPrefix(to: "fr") == [10])
    #expect(throws: LanguageMarkingError.self) { try model.forcedPrefix(to: nil) }
    #expect(
      "\(LanguageMarkingError.unknownLanguage("xx", model: "m", known: ["en", "fr"]))".contains("en, fr"))
  }
}
