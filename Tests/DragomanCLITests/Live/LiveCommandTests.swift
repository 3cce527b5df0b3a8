import Foundation
import Testing

/// `dragoman live` with a real model.
@Suite(.enabled(if: TranslateFixture.hasModel), .timeLimit(.minutes(10)))
struct LiveCommandTests {
  private static let text = "会议现在开始。\n秘书处介绍了文件。\n\n各位代表早上好。"
  private static let messages = """
    {"seg": 1, "rev": 1, "text": "会议现在", "speaker": "Chair", "t0": 0.4}
    {"seg": 1, "rev": 2, "text": "会议现在开始。", "final": true, "t0": 0.4, "t1": 2.1}
    no message
    {"type": "term", "op": "add", "source": "产权组织", "target": "WIPO"}
    {"seg": 2, "rev": 1, "text": "产权组织总干事作了发言。", "final": true}
    """

  private let fixture: TranslateFixture

  init() throws { fixture = try TranslateFixture() }

  @Test func eachLineComesTranslatedAsByTranslate() async throws {
    let live = try await fixture.binary.run("live", "--from", "zh", input: Data(Self.text.utf8))
    #expect(live.status == 0, "\(live.errors)")
    let translated = try await fixture.binary.run("translate", "--from", "zh", input: Data(Self.text.utf8))
    #expect(live.output.split(separator: "\n") == translated.output.split(separator: "\n"))
    #expect(live.output.split(separator: "\n").count == 3)
  }

  @Test func messagesKeepSpeakersTimesAndTerms() async throws {
    let result = try await fixture.binary.run(
      "live", "--from", "zh", "--export", fixture.path("session.srt"), input: Data(Self.messages.utf8))
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("line 3"))
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasPrefix("Chair: ") && lines[1].contains("WIPO"))
    let cues = try fixture.read("session.srt")
    #expect(cues.contains("00:00:00,400 --> 00:00:02,100\nChair: 会议现在开始。\n"))
    #expect(cues.contains("WIPO"))
  }

  @Test func aTerminalShowsBothSideBySide() async throws {
    let input = try fixture.write(Self.messages, "in.ndjson")
    let result = try await fixture.shell(
      "script -qec \"$dragoman live --from zh --term 秘书处=Secretariat \(input)\" /dev/null < /dev/null")
    #expect(result.status == 0, "\(result.output)")
    let last = result.output.components(separatedBy: "\u{1B}[J").last ?? ""
    #expect(last.contains("产权组织总干事作了发言。") && last.contains(" │ ") && last.contains("WIPO"))
    // What is being spoken is dim.
    #expect(result.output.contains("\u{1B}[2mChair: 会议现在\u{1B}[22m"))
  }

  @Test func aGrowingFileIsFollowedUntilInterrupted() async throws {
    try fixture.write("会议现在开始。\n", "grow.txt")
    let result = try await fixture.shell(
      """
      "$dragoman" live --from zh --follow "$folder/grow.txt" > "$folder/out.txt" & live=$!
      wait_for() { for i in $(seq 1200); do [ "$(wc -l < "$folder/out.txt")" -ge $1 ] && return; sleep 0.1; done; }
      wait_for 1; printf '各位代表早上好。\\n最后一' >> "$folder/grow.txt"
      wait_for 2; printf '句话。' >> "$folder/grow.txt"
      sleep 0.5; kill -INT $live; wait $live
      """)
    #expect(result.status == 0, "\(result.errors)")
    let expected = try await fixture.binary.run(
      "translate", "--from", "zh", input: Data("会议现在开始。\n各位代表早上好。\n".utf8))
    let output = try fixture.read("out.txt")
    #expect(output.hasPrefix(expected.output) && output.split(separator: "\n").count == 3)
  }

  @Test func aServerTranslatesTheSame() async throws {
    let input = try fixture.write(Self.text, "in.txt")
    let result = try await fixture.shell(
      """
      "$dragoman" serve --port 0 --port-file "$folder/port" --log-level error > /dev/null & server=$!
      for i in $(seq 1200); do [ -s "$folder/port" ] && break; sleep 0.1; done
      "$dragoman" live --from zh --server localhost:$(cat "$folder/port") \(input)
      status=$?; kill $server; wait $server; exit $status
      """)
    #expect(result.status == 0, "\(result.errors)")
    let local = try await fixture.binary.run("live", "--from", "zh", input)
    #expect(result.output == local.output && !local.output.isEmpty)
  }

  @Test func severalLanguagesAreTold() async throws {
    let result = try await fixture.binary.run(
      "live", "--from", "zh", "--to", "en,zh", input: Data("会议现在开始。".utf8))
    #expect(result.output.contains("en\tThe ") && result.output.contains("zh\t会议现在开始。\n"), "\(result.errors)")
  }

  @Test(
    arguments: [
      (["--server", "localhost:1"], Int32(69), "nothing listens"), (["--server", "a b"], 64, "address"),
      (["--term", "a"], 64, "SOURCE=TARGET"), (["--follow"], 64, "--follow"),
      (["--export", "a.txt"], 64, ".srt"), (["--key", "k"], 64, "--server"),
      (["no-such-file"], 66, "no-such-file"),
    ]) func whatIsWrongIsSaid(arguments: [String], status: Int32, message: String) async throws
  {
    let result = try await fixture.binary.start(["live", "--from", "zh"] + arguments).finish()
    #expect(result.status == status && result.errors.contains(message), "\(result.errors)")
  }
}
