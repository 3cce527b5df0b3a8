import Dragoman
import Foundation
import Testing

/// `dragoman score` and `translate --alignments` with a real model.
@Suite(.enabled(if: TranslateFixture.hasModel))
struct ScoreCommandTests {
  private let fixture: TranslateFixture

  init() throws { fixture = try TranslateFixture() }

  @Test func argumentsFilesAndTabsSayTheSame() async throws {
    let (source, target) = ("主席宣布会议开幕。", "The Chair declared the meeting open.")
    let arguments = try await fixture.binary.run("score", "--from", "zh", source, target)
    #expect(arguments.status == 0, "\(arguments.errors)")
    let numbers = arguments.output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    #expect(numbers.count == 2 && numbers[0] < numbers[1] && numbers[1] < 0)
    let files = try await fixture.binary.run(
      "score", "--from", "zh", "--source", try fixture.write(source + "\n", "a.txt"), "--target",
      try fixture.write(target + "\r\n", "b.txt"))
    #expect(files.output == arguments.output, "\(files.errors)")
    let tabs = try await fixture.binary.run(
      "score", "--from", "zh", "--to", "en", input: Data("\(source)\t\(target)".utf8))
    #expect(tabs.output == arguments.output, "\(tabs.errors)")
  }

  @Test func json() async throws {
    let result = try await fixture.binary.run(
      "score", "--from", "zh", "--json", "--alignments", "谢谢。", "Thank you.")
    #expect(result.status == 0, "\(result.errors)")
    let scored = try JSONDecoder().decode(ScoredTranslation.self, from: Data(result.output.utf8))
    #expect(scored.tokens.last?.piece == "</s>" && scored.tokens.count > 2)
    #expect(abs(scored.score * Double(scored.tokens.count) - scored.logProbability) < 1e-6)
    #expect(scored.alignment?.isEmpty == false)
    let bare = try await fixture.binary.run("score", "--from", "zh", "--json", "谢谢。", "Thank you.")
    #expect(!bare.output.contains("alignment"))
  }

  @Test func translationsCarryAlignments() async throws {
    let result = try await fixture.binary.run(
      "translate", "--from", "zh", "--json", "--alignments", "--beam-size", "1", "会议开始了。")
    let translation = try JSONDecoder().decode(Translation.self, from: Data(result.output.utf8))
    let sentence = try #require(translation.sentences.first)
    #expect(
      sentence.alignment?.contains {
        $0.source.text(in: sentence.source)?.contains("会议") == true
          && $0.target.text(in: sentence.text)?.contains("eeting") == true
      } == true, "\(result.output)")
  }
}

/// What `dragoman score` refuses; needs no model.
struct ScoreErrorTests {
  private let fixture: TranslateFixture

  init() throws { fixture = try TranslateFixture() }

  @Test func linesThatDoNotLieSideBySide() async throws {
    let a = try fixture.write("一\n二\n三\n", "a.txt")
    let b = try fixture.write("one\ntwo\n", "b.txt")
    let result = try await fixture.binaryWithoutModels.run(
      "score", "--from", "zh", "--source", a, "--target", b)
    #expect(result.status == 65)
    #expect(result.errors.contains("a.txt', line 3") && result.errors.contains("b.txt' ends before it"))
    let missing = try await fixture.binaryWithoutModels.run(
      "score", "--from", "zh", "--source", a, "--target", fixture.path("none.txt"))
    #expect(missing.status == 66 && missing.errors.contains("none.txt"))
  }

  @Test(arguments: [("一\tone\n二 two\n", "line 2: no tab"), ("一\tone\tuno\n", "line 1: 2 tabs")])
  func linesThatAreNoPairs(input: String, message: String) async throws {
    let result = try await fixture.binaryWithoutModels.run("score", "--from", "zh", input: Data(input.utf8))
    #expect(result.status == 65)
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test func argumentsThatMakeNoSense() async throws {
    for arguments in [
      ["--from", "zh", "一"], ["--from", "zh", "--source", "a"], ["一", "one"],
      ["--from", "zh", "--alignments", "一", "one"],
    ] {
      let result = try await fixture.binaryWithoutModels.start(["score"] + arguments).finish()
      #expect(result.status == 64, "\(arguments): \(result.errors)")
    }
    let plain = try await fixture.binaryWithoutModels.run("translate", "--alignments", "一")
    #expect(plain.status == 64 && plain.errors.contains("--json"))
  }

  @Test func withoutAModel() async throws {
    let result = try await fixture.binaryWithoutModels.run("score", "--from", "zh", "一", "one")
    #expect(result.status == 66, "\(result.errors)")
  }
}
