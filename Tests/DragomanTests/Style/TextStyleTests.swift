import Dragoman
import Testing

/// Styles by what they write, through sentences as the translator hands them out.
@Suite struct TextStyleTests {
  private static func styled(_ text: String, _ rules: [StyleRule], _ language: String) throws -> String {
    TextStyle(Set(rules)).applied(to: text, of: try LanguageTag(language))
  }

  @Test func izeIsForVerbsThatTakeIt() throws {
    let text =
      "They organised, analysed and advised; the organisation's ORGANISERS exercise and revise, realising a rise."
    #expect(
      try Self.styled(text, [.englishIze], "en")
        == "They organized, analysed and advised; the organization's ORGANIZERS exercise and revise, realizing a rise."
    )
    #expect(try Self.styled(text, [.englishIze], "fr") == text)
  }

  @Test func programsAndProgrammes() throws {
    #expect(
      try Self.styled("The Programme and two programmes.", [.englishProgram], "en")
        == "The Program and two programs.")
    #expect(
      try Self.styled("A program, PROGRAMS and a computer program.", [.englishProgramme], "en")
        == "A programme, PROGRAMMES and a computer program.".replacing("PROGRAMMES", with: "PROGRAMMES"))
  }

  @Test func datesTurnAround() throws {
    let first = "On 5 May 2026, and from the 21st of June 2025 to 3 March 2027."
    let second = "On May 5, 2026, and from the 21st of June 2025 to March 3, 2027."
    #expect(try Self.styled(first, [.englishMonthFirst], "en") == second)
    #expect(try Self.styled(second, [.englishDayFirst], "en") == first)
    #expect(
      try Self.styled("In May 2026, 45 May 2026", [.englishMonthFirst], "en") == "In May 2026, 45 May 2026")
  }

  @Test func frenchMarksHaveTheirSpaces() throws {
    #expect(
      try Self.styled(
        "Oui ! Non? Voici : 10:30, 5 % et « ceci »; https://a.example/?b", [.frenchSpacing], "fr")
        == "Oui\u{202F}! Non\u{202F}? Voici\u{A0}: 10:30, 5\u{202F}% et «\u{A0}ceci\u{A0}»\u{202F}; https://a.example/?b"
    )
  }

  @Test func quotesAreThoseOfTheLanguage() throws {
    #expect(try Self.styled("She said \"yes\".", [.quotes], "en") == "She said “yes”.")
    #expect(try Self.styled("Elle a dit \"oui\".", [.quotes], "fr") == "Elle a dit «\u{A0}oui\u{A0}».")
    #expect(try Self.styled("Она сказала “да”.", [.quotes], "ru") == "Она сказала «да».")
    // What does not pair stays.
    #expect(try Self.styled("A 5\" pipe.", [.quotes], "en") == "A 5\" pipe.")
  }

  @Test func digitsAndWideMarks() throws {
    #expect(try Self.styled("عام 2026", [.arabicIndicDigits], "ar") == "عام ٢٠٢٦")
    #expect(try Self.styled("عام ٢٠٢٦", [.westernDigits], "ar") == "عام 2026")
    #expect(try Self.styled("会议(第三次),已经结束. OK?", [.chineseFullWidth], "zh") == "会议（第三次），已经结束。OK?")
  }

  @Test func stylesHaveNames() throws {
    #expect(try TextStyle(names: []) == nil)
    let style = try #require(try TextStyle(names: ["UN,en-program", "no-quotes"]))
    #expect(style.rules.contains(.englishProgram) && style.rules.contains(.englishIze))
    #expect(!style.rules.contains(.englishProgramme) && !style.rules.contains(.quotes))
    for name in ["ornate", "no-un", "no-", "un "] {
      let error = try #require(throws: TextStyleError.self) { try TextStyle(names: [name]) }
      #expect(error.name == name)
    }
  }

  @Test func oppositesGiveWay() {
    var style = TextStyle(.un)
    style.insert(.englishProgram)
    #expect(style.rules.contains(.englishProgram) && !style.rules.contains(.englishProgramme))
    style.remove(.quotes)
    #expect(!style.rules.contains(.quotes))
    for profile in StyleProfile.allCases { #expect(TextStyle(profile.rules).rules == profile.rules) }
  }
}
