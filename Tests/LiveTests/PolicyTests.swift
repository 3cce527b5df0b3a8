import Dragoman
import Foundation
import Live
import TestSupport
import Testing

@Suite struct PolicyTests {
  /// Whatever a recogniser revises and a model makes of it, append takes nothing back.
  @Test func appendHoldsForAnyRevisions() async throws {
    var random = SeededGenerator(seed: 7)
    let words = ["we", "have", "it.", "No", "the", "report.", "Yes!", "and", "go", "10.5", "会议", "开始。"]
    for _ in 0..<60 {
      var progress = SegmentProgress(target: .chinese, stability: .append, beamSize: 1)
      let engine = UnsteadyEngine(unsteady: Int.random(in: 0...4, using: &random))
      var text: [String] = []
      var shown = ""
      for step in 0..<15 {
        if !text.isEmpty, Int.random(in: 0..<4, using: &random) == 0 {
          text[Int.random(in: text.indices, using: &random)] = words.randomElement(using: &random) ?? ""
        }
        if Int.random(in: 0..<6, using: &random) == 0 { text = Array(text.dropLast()) }
        text.append(words.randomElement(using: &random) ?? "")
        try await progress.update(
          .init(text: text.joined(separator: " "), from: .english, isFinal: step == 14, terms: [:]),
          with: engine)
        #expect(progress.display.text.hasPrefix(shown))
        #expect(progress.display.tail.isEmpty)
        shown = progress.display.text
      }
      #expect(!shown.isEmpty)
    }
  }

  @Test func unitsAreWordsAndIdeographs() {
    #expect(ReadingUnits.of(" We have, yes") == [" We", " have,", " yes"])
    #expect(ReadingUnits.of("我们2023年 OK的") == ["我", "们", "2023", "年", " OK", "的"])
    #expect(ReadingUnits.of("") == [] && ReadingUnits.of("  ") == ["  "])
    for text in ["a 会议 b。c", "👩‍👩‍👧 x", "\u{301}é"] { #expect(ReadingUnits.of(text).joined() == text) }
    #expect(ReadingUnits.erased("We have it", by: "We had it") == 2)
  }

  @Test func continuingGoesOnBehindTheLastCommonWords() {
    #expect(SentenceProgress.continued("We have", by: "We have it.") == "We have it.")
    #expect(
      SentenceProgress.continued("We have got the", by: "They got the report.") == "We have got the report.")
    #expect(SentenceProgress.continued("Quite another", by: "Nothing of it.") == "Quite another")
  }

  @Test func messagesComeBack() throws {
    let messages: [ClientMessage] = [
      .hello(.init(auth: "k", session: "s", resumeToken: "t", lastSequence: 4)),
      .config(.init(source: .english, targets: [.chinese, .simplifiedChinese], stability: .append)),
      .source(
        .init(
          segment: .text("a"), revision: 2, text: "x\n\"y\"", isFinal: true, speaker: "A", start: 1.5, end: 2)
      ),
      .source(.init(segment: .number(3), revision: 2, text: "", isFinal: false, language: .chinese)),
      .term(.init(.add, source: "a", target: "b", language: .chinese)), .flush(nil), .flush(.text("q")),
      .correct(.init(segment: .text("a"), target: .chinese, text: "好", locks: false)), .ping(time: nil),
      .ack(sequence: 9), .end,
    ]
    for message in messages {
      #expect(try ClientMessage(line: message.line) == message)
      #expect(!message.line.contains(0x0A))
    }
    let config = #"{"type":"config","source":"auto","target":"zt","policy":"fast","max_lag_ms":500}"#
    guard case .config(let read) = try ClientMessage(line: Array(config.utf8)) else { return }
    #expect(read.source == nil && read.targets == [.traditionalChinese] && read.stability == .fast)
    #expect(read.maxLag == .milliseconds(500))
  }
}
