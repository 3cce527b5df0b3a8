import Dragoman
import Foundation
import Testing

/// Translations that were there already.
@Suite(.enabled(if: ChineseToEnglish.isInstalled)) struct RecallTests {
  /// Knows some sentences, and one that is like others.
  private final class Recorded: TranslationRecalling {
    private let known: [String: String]
    private let like: String?

    init(_ known: [String: String], like: String? = nil) { (self.known, self.like) = (known, like) }

    func recall(
      _ text: String, after previous: String?, from: LanguageTag, to: LanguageTag, exactly: Bool
    ) -> RecalledTranslation? {
      if let found = known[text + (previous.map { "<" + $0 } ?? "")] ?? known[text] {
        return RecalledTranslation(source: text, text: found, score: 1, isExact: true)
      }
      return exactly
        ? nil : like.map { RecalledTranslation(source: "", text: $0, score: 0.8, isExact: false) }
    }
  }

  private static func translate(
    _ text: String, _ memory: Recorded?, glossary: [GlossaryEntry] = [], aligned: Bool = false
  ) async throws -> Translation {
    var options = TranslationOptions()
    options.beamSize = 1
    options.memory = memory
    options.returnsAlignment = aligned
    if !glossary.isEmpty { options.glossaries = [Glossary(glossary)] }
    return try await ChineseToEnglish.shared.get().translate(text, from: "zh", to: "en", options: options)
  }

  @Test func theSameSentenceIsNotTranslatedAgain() async throws {
    let memory = Recorded(["会议开始了。": "We are off."])
    let result = try await Self.translate("会议开始了。天气很好。", memory, aligned: true)
    let free = try await Self.translate("天气很好。", nil)
    #expect(result.sentences.map(\.text) == ["We are off.", free.sentences[0].text])
    #expect(result.sentences.map(\.finishReason) == [.recalled, .endOfSentence])
    #expect((result.sentences[0].alignment?.count ?? 0) > 1)
    #expect(result.text == "We are off. " + free.text)
  }

  @Test func contextCounts() async throws {
    let memory = Recorded(["好。": "Good.", "好。<会议开始了。": "Agreed.", "会议开始了。": "We are off."])
    let result = try await Self.translate("好。会议开始了。好。", memory)
    #expect(result.sentences.map(\.text) == ["Good.", "We are off.", "Agreed."])
  }

  @Test func aParagraphIsTakenWhole() async throws {
    let memory = Recorded(["会议开始了。天气很好。": "Off we go in the sun."])
    let result = try await Self.translate("会议开始了。天气很好。\n\n天气很好。", memory)
    #expect(result.text.hasPrefix("Off we go in the sun.\n\n") && result.sentences.count == 2)
  }

  @Test func whatIsLikeItSaysWhichTermIsMeant() async throws {
    let entry = GlossaryEntry(
      forms: [.chinese: ["主席"], .english: ["Presiding Officer", "Moderator"]], status: .required,
      caseRule: .exact)
    let text = "主席感谢各代表团。"
    let free = try await Self.translate(text, nil, glossary: [entry])
    let like = Recorded([:], like: "The Moderator thanked the secretariat.")
    let led = try await Self.translate(text, like, glossary: [entry])
    #expect(free.text.contains("Presiding Officer") || free.text.contains("Moderator"))
    #expect(led.text.contains("Moderator") && !led.text.contains("Presiding Officer"))
  }

  @Test func aDraftChangesNothingElse() async throws {
    let text = "委员会在第二届会议上通过了该建议。"
    let like = Recorded([:], like: "The Committee adopted the proposal at its first session.")
    #expect(try await Self.translate(text, like).text == Self.translate(text, nil).text)
  }
}
