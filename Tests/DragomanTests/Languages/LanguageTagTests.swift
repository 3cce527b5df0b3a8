import Dragoman
import Testing

@Suite struct LanguageTagTests {
  @Test(arguments: [
    ("zh", "zh"), ("zh-CN", "zh-Hans"), ("zh_CN", "zh-Hans"), ("zh-Hans", "zh-Hans"), ("zh_hans", "zh-Hans"),
    ("ZH-HANT", "zh-Hant"), ("zh-TW", "zh-Hant-TW"), ("zt", "zh-Hant"), ("zho", "zh"), ("chi", "zh"),
    ("cmn", "zh"),
    ("cmn_Hans", "zh-Hans"), ("cmn_Hant", "zh-Hant"), ("zho_Hans", "zh-Hans"), ("zh-HK", "zh-Hant-HK"),
    ("zh-Hant-TW", "zh-Hant-TW"), ("zh-cmn-Hans", "zh-Hans"), ("zh-CHT", "zh-Hant"),
    ("zh_TW.UTF-8", "zh-Hant-TW"),
    ("pt", "pt"), ("pb", "pt-BR"), ("pt-BR", "pt-BR"), ("pt_pt", "pt-PT"), ("por", "pt"), ("EN-US", "en-US"),
    ("en-GB", "en-GB"), ("eng", "en"), ("eng_Latn", "en"), ("arb_Arab", "ar"), ("es-419", "es-419"),
    ("fre", "fr"),
    ("fra", "fr"), ("ger", "de"), ("deu_Latn", "de"), ("iw", "he"), ("jpn_Jpan", "ja"), ("kor_Hang", "ko"),
    ("nob_Latn", "nb"), ("sr-Latn", "sr-Latn"), ("srp_Cyrl", "sr"), ("yue_Hant", "yue"), ("pes_Arab", "fa"),
    ("Chinese", "zh"), ("French", "fr"), ("français", "fr"), ("中文", "zh"), ("Traditional Chinese", "zh-Hant"),
    (" english ", "en"), ("русский", "ru"),
  ])
  func readsEverySpelling(spelling: String, code: String) throws {
    let tag = try LanguageTag(spelling)
    #expect(tag.code == code)
    #expect(try LanguageTag(tag.code) == tag)
  }

  @Test(arguments: [
    "", "x", "qq", "en-", "-en", "en--US", "zh-Hans-Hans-x-y", "english language", "e\u{0}n", "klingon",
  ])
  func refusesWhatIsNoLanguage(spelling: String) {
    #expect(throws: LanguageError.self) { try LanguageTag(spelling) }
  }

  @Test(arguments: [
    ("cn", "'zh'"), ("jp", "'ja'"), ("Frensh", "'fr'"), ("chinees", "'zh'"), ("egn", "'en'"),
    ("zh-Foo9", "'zh'"),
  ])
  func suggestsWhatWasMeant(spelling: String, code: String) throws {
    let error = try #require(throws: LanguageError.self) { try LanguageTag(spelling) }
    #expect(error.description.hasPrefix("unknown language '\(spelling)'; did you mean"))
    #expect(error.description.contains(code))
  }

  @Test func shortensHostileSpellings() throws {
    let error = try #require(throws: LanguageError.self) {
      try LanguageTag(String(repeating: "x", count: 1_000_000))
    }
    #expect(error.description.count < 200)
  }

  @Test func everyKnownLanguageIsComplete() throws {
    #expect(LanguageTag.known.count >= 100)
    for tag in LanguageTag.known {
      #expect(try LanguageTag(tag.code) == tag)
      #expect(try LanguageTag(tag.englishName) == tag)
      #expect(!tag.nativeName.isEmpty && tag.likelyScript.count == 4)
    }
  }

  @Test func knowsScripts() throws {
    #expect(try LanguageTag("ar").direction == .rightToLeft)
    #expect(try LanguageTag("he").direction == .rightToLeft)
    #expect(LanguageTag.english.direction == .leftToRight)
    #expect(LanguageTag.english.isSpaced)
    #expect(!LanguageTag.chinese.isSpaced)
    #expect(LanguageTag.traditionalChinese.sentenceSeparator.isEmpty)
    #expect(try LanguageTag("th").sentenceSeparator == " ")
    #expect(try LanguageTag("ko").isSpaced)
  }

  @Test(arguments: [
    ("zh-Hans", "zh en zh-Hant", "zh"), ("zh-TW", "zh zh-Hant en", "zh-Hant"), ("zh-TW", "zh en", "zh"),
    ("zh", "zh-Hant zh-Hans", "zh-Hans"), ("pt-BR", "es pt", "pt"), ("pt-BR", "pt-PT pt-BR", "pt-BR"),
    ("pt", "pt-BR", "pt-BR"),
    ("nb", "no", "no"), ("en-GB", "en-US en", "en"), ("sr-Latn", "sr", "sr"),
  ])
  func matchesModels(requested: String, available: String, expected: String) throws {
    let tags = try available.split(separator: " ").map { try LanguageTag(String($0)) }
    #expect(LanguageMatcher.best(for: try LanguageTag(requested), among: tags)?.code == expected)
  }

  @Test func findsNoModelForAnotherLanguage() throws {
    #expect(LanguageMatcher.best(for: try LanguageTag("ja"), among: [.chinese, .english]) == nil)
  }
}
