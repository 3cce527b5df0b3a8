import Dragoman
import Foundation
import Testing

/// `dragoman translate` with a real model.
@Suite(.enabled(if: TranslateFixture.hasModel))
struct TranslateCommandTests {
  private let fixture: TranslateFixture

  init() throws { fixture = try TranslateFixture() }

  @Test func argumentsStandardInputAndFilesSayTheSame() async throws {
    let text = "主席宣布会议开幕。"
    let argument = try await fixture.binary.run("translate", text)
    #expect(argument.status == 0, "\(argument.errors)")
    #expect(argument.errors.isEmpty)
    let input = try await fixture.binary.run(
      "translate", "--from", "zh", "--threads", "1", input: Data(text.utf8))
    let file = try await fixture.binary.run("translate", try fixture.write(text, "a.txt"), "--threads", "2")
    #expect(argument.output.hasSuffix("\n") && argument.output.count > 5)
    #expect(input.output == argument.output)
    #expect(file.output == argument.output)
    let library = try await Translator().translate(text, from: "zh", to: "en")
    #expect(library.text + "\n" == argument.output)
  }

  @Test func pipesAndEmptyArguments() async throws {
    let pipe = try await fixture.shell(#""$dragoman" translate --from zh --beam-size 1 <(printf 早上好。)"#)
    #expect(pipe.status == 0 && pipe.output.lowercased().contains("morning"), "\(pipe.errors)")
    let empty = try await fixture.binary.run("translate", "")
    #expect(empty.status == 0 && empty.output == "\n", "\(empty.errors)")
  }

  @Test func outputFile() async throws {
    let source = try fixture.write("第一段。\r\n\r\n  第二段。\r\n", "a.txt")
    let result = try await fixture.binary.run(
      "translate", source, "--output", fixture.path("b.txt"), "--beam-size", "1")
    #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty)
    #expect(try fixture.read("b.txt").contains("\r\n\r\n  "))
    #expect(try fixture.read("b.txt").hasSuffix("\r\n"))
    #expect(try fixture.names == ["a.txt", "b.txt"])
  }

  @Test func outputFolder() async throws {
    let sources = try [fixture.write("早上好。", "a.txt"), fixture.write("晚上好。", "b.md")]
    let result = try await fixture.binary.run(
      "translate", sources[0], sources[1], "--from", "zh", "--output", fixture.path("out/"), "--beam-size",
      "1")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: fixture.path("out")).sorted() == [
        "a.en.txt", "b.en.md",
      ])
    #expect(try fixture.read("out/a.en.txt").lowercased().contains("morning"))
  }

  @Test func json() async throws {
    let result = try await fixture.binary.run(
      "translate", "--from", "zh", "--json", "--alternatives", "2", "你好。\n\n谢谢[1]。")
    #expect(result.output.hasSuffix("}\n") && result.output.filter { $0 == "\n" }.count == 1)
    let translation = try JSONDecoder().decode(Translation.self, from: Data(result.output.utf8))
    #expect(translation.from == "zh" && translation.to == "en")
    #expect(translation.sentences.map(\.source) == ["你好。", "谢谢[1]。"])
    #expect(translation.sentences.allSatisfy { $0.alternatives.count == 1 && $0.score < 0 })
    #expect(translation.sentences.allSatisfy { $0.finishReason == .endOfSentence })
    #expect(translation.text.contains("[1]") && translation.text.contains("\n\n"))
    #expect(translation.timings.targetTokens > 0 && translation.timings.total > 0)
  }

  @Test func alternatives() async throws {
    let result = try await fixture.binary.run("translate", "--alternatives", "3", "主席宣布会议开幕。")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 4 && lines[0] == "主席宣布会议开幕。")
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("   -") })
  }

  @Test func floatArithmeticAndStatistics() async throws {
    let result = try await fixture.binary.run("translate", "--compute", "float32", "--stats", "谢谢。")
    #expect(result.status == 0)
    #expect(result.errors.contains("1 sentences") || result.errors.contains("1 sentence,"))
  }

  @Test(arguments: ["", " \n", "😀\n", "。\n"])
  func whatHasNoWordsIsCopied(text: String) async throws {
    let file = try fixture.write(text, "a.txt")
    let result = try await fixture.binary.run("translate", file, "--output", fixture.path("b.txt"))
    #expect(result.status == 0, "\(result.errors)")
    #expect(try fixture.read("b.txt") == text)
  }

  @Test func oneFailingFileStopsNoOther() async throws {
    try fixture.write("早上好。", "a.txt")
    try fixture.write(Data([0x89, 0x50, 0x4E, 0x47, 0, 1]), "b.png")
    try fixture.write("晚上好。", "c.txt")
    let result = try await fixture.binary.run(
      "translate", fixture.path("a.txt"), fixture.path("b.png"), fixture.path("c.txt"), "--from", "zh",
      "--beam-size", "1", "--output", fixture.path("out"))
    #expect(result.status == 1)
    #expect(result.errors.contains("1 of 3 inputs failed: b.png"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: fixture.path("out")).sorted() == [
        "a.en.txt", "c.en.txt",
      ])
  }

  @Test func interruptionLeavesNothing() async throws {
    let text = (1...20_000).map { "第\($0)位代表说，秘书处应当继续研究这个问题。\n" }.joined()
    let source = try fixture.write(text, "a.txt")
    let running = try fixture.binary.start(["translate", source, "--output", fixture.path("b.txt")])
    // The thread is kept, which other tests might hold until all is translated.
    sleep(3)
    #expect(running.process.isRunning)
    running.process.interrupt()
    let result = try await running.finish()
    #expect(result.status == 130)
    #expect(result.errors == "dragoman: interrupted\n")
    #expect(try fixture.names == ["a.txt"])
  }

  @Test func theReaderMayGoAway() async throws {
    let text = String(repeating: "谢谢。\n", count: 60_000)
    try fixture.write(text, "a.txt")
    let result = try await fixture.shell(
      #""$dragoman" translate "$folder/a.txt" --beam-size 1 | head -n 1; echo "${PIPESTATUS[0]}""#)
    let lines = result.output.split(separator: "\n")
    // 74, or 141 for a process that SIGPIPE ended; no crash.
    #expect(lines.count == 2 && ["74", "141", "0"].contains(lines[1]), "\(result.output) \(result.errors)")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func aFullDisk() async throws {
    let shown = try await fixture.shell(#""$dragoman" translate 谢谢。 > /dev/full"#)
    #expect(shown.status == 74, "\(shown.errors)")
    #expect(shown.errors.contains("next:"))
    try fixture.write("谢谢。", "a.txt")
    let folder = try await fixture.binary.run("translate", fixture.path("a.txt"), "-o", "/proc/nowhere/b.txt")
    #expect(folder.status == 74 || folder.status == 77, "\(folder.errors)")
  }

  @Test func theProgressBarIsForTerminals() async throws {
    try fixture.write(String(repeating: "主席宣布会议开幕，并欢迎各位代表。他说，时间有限。\n", count: 3), "a.txt")
    let plain = try await fixture.binary.run("translate", fixture.path("a.txt"))
    #expect(plain.errors.isEmpty)
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else { return }
    let terminal = try await fixture.shell(
      #"TERM=xterm script -qec "'$dragoman' translate '$folder/a.txt' -o '$folder/b.txt'" "$folder/typescript""#
    )
    #expect(terminal.status == 0)
    let drawn = try fixture.read("typescript")
    #expect(drawn.contains("█") && drawn.contains("a.txt") && drawn.contains("100%"))
    #expect(drawn.contains("\r\u{1B}[2K"))
  }
}
