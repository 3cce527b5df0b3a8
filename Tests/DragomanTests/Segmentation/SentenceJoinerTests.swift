import Dragoman
import Testing

@Suite struct SentenceJoinerTests {
  private func join(_ text: String, _ translations: [String], to target: LanguageTag) -> String {
    SentenceJoiner(target: target).join(SentenceSegmenter().segments(in: text), translations: translations)
  }

  @Test func setsSpacesWhereChineseHasNone() {
    #expect(
      join("会议开始。请就座。", ["The meeting starts.", "Sit down."], to: .english) == "The meeting starts. Sit down."
    )
  }

  @Test func setsNoSpaceInChinese() {
    #expect(join("It starts. Sit down.", ["会议开始。", "请就座。"], to: .chinese) == "会议开始。请就座。")
  }

  @Test func keepsLineEndsAndEdges() {
    #expect(join("  It starts.\nSit down.  ", ["会议开始。", "请就座。"], to: .chinese) == "  会议开始。\n请就座。  ")
  }

  @Test func keepsTheSpaceBetweenForeignNeighbours() {
    #expect(join("Use make. Use git.", ["make.", "git."], to: .chinese) == "make. git.")
  }

  @Test func givesTheSourceBackForMissingTranslations() {
    #expect(join("One. Two.", ["Un."], to: LanguageTag.english) == "Un. Two.")
  }

  @Test func turnsAnIdeographicSpaceIntoASpace() {
    #expect(
      join("第一条　会议公开。", ["Article 1", "Meetings are public."], to: .english)
        == "Article 1 Meetings are public.")
  }
}
