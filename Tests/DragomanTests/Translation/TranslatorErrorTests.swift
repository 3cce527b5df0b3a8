import Dragoman
import Foundation
import Testing

/// What cannot be translated, and calls that end early.
struct TranslatorErrorTests {
  private func emptyStore() throws -> Translator {
    let home = FileManager.default.temporaryDirectory
      .appendingPathComponent("dragoman-none-\(UUID().uuidString)")
    return try Translator(store: ModelStore(home: home, catalogue: try .builtIn()))
  }

  @Test func noModel() async throws {
    let translator = try emptyStore()
    #expect(translator.pairs.isEmpty)
    let gap = RouteGap(from: "zh", to: "en", installed: [], missing: ["zh-en"])
    await #expect(throws: TranslatorError.noRoute(gap)) {
      try await translator.translate("会议开始了。", from: "zh", to: "en")
    }
  }

  @Test func theLanguageThatItIsInAlready() async throws {
    await #expect(throws: TranslatorError.alreadyInLanguage(from: "en-GB", to: "en")) {
      try await emptyStore().translate("The meeting began.", from: "en-GB", to: "en")
    }
  }

  @Test func unknownPivot() async throws {
    var options = TranslationOptions()
    options.via = ["Klingonisch"]
    await #expect(throws: LanguageError.self) {
      try await emptyStore().translate("会议开始了。", from: "zh", to: "en", options: options)
    }
  }

  @Test(arguments: ["Klingonisch", "", "zz-", "x y z", "\u{0}"])
  func unknownLanguage(name: String) async throws {
    let translator = try emptyStore()
    await #expect(throws: LanguageError.self) {
      try await translator.translate("会议开始了。", from: name, to: "en")
    }
    await #expect(throws: LanguageError.self) {
      try await translator.translate("会议开始了。", from: "zh", to: name)
    }
  }

  @Test func languageThatCannotBeTold() async throws {
    await #expect(throws: TranslatorError.undeterminedLanguage) {
      try await emptyStore().translate("1 + 1 = 2", to: "en")
    }
  }

  @Test func folderWithoutModel() async throws {
    let folder = FileManager.default.temporaryDirectory
    let translator = Translator(
      modelFolder: folder.appendingPathComponent("nothing-\(UUID().uuidString)"), from: try LanguageTag("zh"),
      to: try LanguageTag("en"))
    await #expect(throws: (any Error).self) {
      try await translator.translate("会议开始了。", from: "zh", to: "en")
    }
  }

  @Test(.enabled(if: ChineseToEnglish.isInstalled))
  func optionsOutOfRange() async throws {
    let translator = try ChineseToEnglish.shared.get()
    var wrong = [TranslationOptions](repeating: TranslationOptions(), count: 5)
    wrong[0].beamSize = 0
    wrong[1].alternatives = 9
    wrong[2].lengthPenalty = -1
    wrong[3].repetitionPenalty = .nan
    wrong[4].maximumLength = 0
    for options in wrong {
      await #expect(throws: (any Error).self) {
        try await translator.translate("会议开始了。", from: "zh", to: "en", options: options)
      }
    }
  }

  @Test(.enabled(if: ChineseToEnglish.isInstalled))
  func cancellationEndsTheCallSoon() async throws {
    let translator = try ChineseToEnglish.shared.get()
    let text = (1...20_000).map { "第\($0)位代表说，秘书处应当继续研究这个问题。" }.joined(separator: "\n")
    let task = Task { try await translator.translate(text, from: "zh", to: "en") }
    try await Task.sleep(for: .milliseconds(700))
    let start = ContinuousClock.now
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(ContinuousClock.now - start < .seconds(120))  // the whole text takes more
    // The workers are free again.
    #expect(try await translator.translate("谢谢。", from: "zh", to: "en").text.contains("hank"))
  }
}
