import Documents
import Dragoman
import Foundation
import TestSupport
import Testing

/// Random transcripts: they come back as they were, and translated with every cue in its place.
struct TranscriptPropertyTests {
  @Test(arguments: 0..<60) func generatedFilesComeBack(seed: Int) async throws {
    var maker = TranscriptMaker(seed: UInt64(seed) + 1)
    let files: [(any DocumentFormat, String)] = [
      (SubRipFormat(), maker.subRip(cues: 12)), (WebVTTFormat(), maker.webVTT(cues: 12)),
      (SBVFormat(), maker.sbv(cues: 8)), (WhisperFormat(), maker.whisper(cues: 8)),
      (TTMLFormat(), maker.ttml(cues: 8)),
    ]
    for (format, text) in files {
      let bytes = Data(text.utf8)
      let options = DocumentOptions(source: .english, target: .english)
      let same = try await DocumentTranslator(engine: IdentityEngine(), registry: FormatRegistry([format]))
        .translate(
          DocumentSource(bytes), format: format.name, options: options)
      #expect(same.bytes == bytes)
      #expect(try FormatRegistry.standard.format(of: DocumentSource(bytes)).name == format.name)
      let document = try format.parse(DocumentSource(bytes), options: options)
      for reverses in [false, true] {
        let units = document.units.map { unit in
          TagPlacement(
            unit, MirrorEngine(reversesWords: reverses).translate(unit.text, from: .english, to: .french)
          ).unit
        }
        let written = String(decoding: try document.write(units), as: UTF8.self)
        #expect(written.timeLines == text.timeLines)
        let again = try format.parse(DocumentSource(Data(written.utf8)), options: options)
        #expect(again.units.isEmpty == document.units.isEmpty)
        // No cue lost its words: each of the units was given to as many places as before.
        let warnings = document.warnings(of: units)
        #expect(warnings.allSatisfy { $0.cue != nil })
      }
    }
  }

  @Test func cutsOfDamageDoNotCrash() {
    var maker = TranscriptMaker(seed: 7)
    for text in [
      maker.subRip(cues: 3), maker.webVTT(cues: 3), maker.sbv(cues: 3), maker.whisper(cues: 2),
      maker.ttml(cues: 3),
    ] {
      let bytes = Data(text.utf8)
      for format in [
        SubRipFormat(), WebVTTFormat(), SBVFormat(), WhisperFormat(), TTMLFormat(), MinutesFormat(),
      ] as [any DocumentFormat] {
        for count in stride(from: 0, to: bytes.count, by: 3) {
          let part = bytes.prefix(count)
          guard
            let document = try? format.parse(
              DocumentSource(Data(part)), options: DocumentOptions(target: .french))
          else { continue }
          #expect((try? document.write(document.units.map { TranslatedUnit(unchanged: $0) })) == Data(part))
        }
      }
    }
  }

  @Test func brokenFilesAreReadOrRefused() {
    var maker = TranscriptMaker(seed: 3)
    let formats: [any DocumentFormat] = [
      SubRipFormat(), WebVTTFormat(), SBVFormat(), WhisperFormat(), TTMLFormat(),
    ]
    for round in 0..<150 {
      let files = [
        maker.subRip(cues: 4), maker.webVTT(cues: 4), maker.sbv(cues: 3), maker.whisper(cues: 3),
        maker.ttml(cues: 3),
      ]
      for (format, text) in zip(formats, files) {
        var bytes = Array(text.utf8)
        let marks = Array("<>/&;:{}[]\"\\-\n ♪0é".utf8)
        for _ in 0...round % 6 {
          let place = maker.number(bytes.count)
          switch maker.number(3) {
          case 0: bytes.remove(at: place)
          case 1: bytes.insert(maker.pick(marks), at: place)
          default: bytes[place] = maker.pick(marks)
          }
        }
        checkAll(format, Data(bytes))
      }
    }
  }

  private func checkAll(_ format: some DocumentFormat, _ bytes: Data) {
    let options = DocumentOptions(source: .english, target: .french)
    guard let document = try? format.parse(DocumentSource(bytes), options: options) else { return }
    #expect((try? document.write(document.units.map { TranslatedUnit(unchanged: $0) })) == bytes)
    for reverses in [false, true] {
      let units = document.units.map { unit in
        TagPlacement(
          unit, MirrorEngine(reversesWords: reverses).translate(unit.text, from: .english, to: .french)
        ).unit
      }
      #expect((try? document.write(units)) != nil)
      _ = document.warnings(of: units)
    }
  }

  @Test func hostileCuesTakeLinearTime() {
    let time = ThreadTime.measure {
      let head = "1\n00:00:01,000 --> 00:00:02,000\n"
      for part in [
        "- a\n", "<i>a", "<i>a</i>", "[a] ", "[", "(a", "A: b\n", "♪ a ♪\n", "</i><b>", "会", "a, ", "<",
        "{\\a}b",
      ] {
        let text = head + String(repeating: part, count: 40_000 / part.utf8.count)
        checkAll(SubRipFormat(), Data(text.utf8))
        checkAll(WebVTTFormat(), Data(("WEBVTT\n\n" + text).utf8))
        checkAll(MinutesFormat(), Data(text.utf8))
      }
      let cues = (0..<4000).map { "\($0)\n00:00:01,000 --> 00:00:02,000\nwe <i>go" }.joined(separator: "\n\n")
      checkAll(SubRipFormat(), Data(cues.utf8))
    }
    #expect(time < .seconds(120))
  }

  @Test func twoHoursOfSession() async throws {
    let file = Self.session(cues: 1500)
    let start = ContinuousClock.now
    for reverses in [false, true] {
      let result = try await DocumentTranslator(engine: MirrorEngine(reversesWords: reverses)).translate(
        DocumentSource(Data(file.utf8), name: "session.srt"),
        options: DocumentOptions(source: .english, target: .french))
      let written = String(decoding: result.bytes, as: UTF8.self)
      #expect(written.timeLines == file.timeLines && written.timeLines.count == 1500)
      let blocks = written.components(separatedBy: "\n\n").filter { !$0.isEmpty }
      #expect(blocks.count == 1500)
      #expect(blocks.allSatisfy { $0.split(separator: "\n").count >= 3 })
      #expect(!result.report.warnings.contains { $0.code == "cue_empty" || $0.code == "cue_repeated" })
      #expect(result.units.count < 1200)
    }
    #expect(ContinuousClock.now - start < .seconds(300))
  }

  @Test func twoHoursOfSessionInChinese() async throws {
    let file = TranscriptMaker.chineseSession(cues: 1500)
    let result = try await DocumentTranslator(engine: MirrorEngine(reversesWords: true)).translate(
      DocumentSource(Data(file.utf8), name: "session.srt"),
      options: DocumentOptions(source: .chinese, target: .english))
    let written = String(decoding: result.bytes, as: UTF8.self)
    #expect(written.timeLines == file.timeLines && written.timeLines.count == 1500)
    #expect(written.components(separatedBy: "\n\n").allSatisfy { $0.split(separator: "\n").count >= 3 })
    #expect(!result.report.warnings.contains { $0.code == "cue_empty" || $0.code == "cue_repeated" })
  }

  /// Sentences over one to four cues, by several speakers.
  static func session(cues: Int) -> String {
    let sentences = [
      "The committee has received the report of the working group on data protection, and it would like to thank all members for their work.",
      "Before we turn to the next item, I should like to remind delegations that statements are limited to three minutes.",
      "We support this proposal.",
      "Our delegation cannot agree with the second paragraph because it says nothing about costs.",
      "As the secretariat explained this morning, the budget for next year will be presented in October, when the figures are known.",
    ]
    var maker = TranscriptMaker(seed: 11)
    var pieces: [String] = []
    while pieces.count < cues {
      let words = maker.pick(sentences).split(separator: " ").map(String.init)
      var from = 0
      while from < words.count {
        var to = min(words.count, from + 5 + maker.number(5))
        if words.count - to < 3 { to = words.count }
        pieces.append(words[from..<to].joined(separator: " "))
        from = to
      }
    }
    return pieces.prefix(cues).enumerated().map { index, text in
      let time = index * 4800
      return
        "\(index + 1)\n\(TranscriptMaker.time(time, ",")) --> \(TranscriptMaker.time(time + 4600, ","))\n\(text)\n"
    }.joined(separator: "\n")
  }
}
