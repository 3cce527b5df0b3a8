import Documents
import Dragoman
import Foundation
import Testing

struct SubtitleTests {
  private func srt(_ cues: [String], seconds: Int = 4) -> String {
    cues.enumerated().map { index, text in
      let start = index * seconds * 1000
      return
        "\(index + 1)\n\(TranscriptMaker.time(start, ",")) --> \(TranscriptMaker.time(start + seconds * 1000 - 100, ","))\n\(text)\n"
    }.joined(separator: "\n")
  }

  private func texts(_ cues: [String]) throws -> [String] {
    try FormatTesting.texts(SubRipFormat(), srt(cues))
  }

  @Test func sentencesAreJoinedAcrossCues() throws {
    #expect(
      try texts(["We have received", "the report of the group.", "Thank you."])
        == ["We have received the report of the group.", "Thank you."])
    #expect(try texts(["我们收到了", "工作组的报告。", "谢谢。"]) == ["我们收到了工作组的报告。", "谢谢。"])
    #expect(
      try texts(["Thank you, Mr.", "Chair, for this.", "Good."]) == [
        "Thank you, Mr. Chair, for this.", "Good.",
      ])
    #expect(
      try texts(["I thought...", "Well.", "And then...", "...we left."]) == [
        "I thought...", "Well.", "And then... ...we left.",
      ])
  }

  @Test func capitalsBeginSentences() throws {
    #expect(
      try texts(["We thank Mr. Berg", "The report is ready. Yes."]) == [
        "We thank Mr. Berg", "The report is ready. Yes.",
      ])
    #expect(try texts(["We thank", "Anna for it."]) == ["We thank Anna for it."])
  }

  @Test func pausesAndSpeakersEndSentences() throws {
    let far = "1\n00:00:01,000 --> 00:00:02,000\nWe have\n\n2\n00:00:09,000 --> 00:00:10,000\nno time. Now.\n"
    #expect(try FormatTesting.texts(SubRipFormat(), far) == ["We have", "no time. Now."])
    #expect(try texts(["CHAIR: We will", "ANNA: No.", "Yes."]) == ["We will", "No.", "Yes."])
    #expect(try texts(["[SPEAKER_00]: We will", "go.", "[SPEAKER_01]: No."]) == ["We will go.", "No."])
    let vtt =
      "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>We will\n\n00:02.000 --> 00:03.000\n<v Bert>see. Yes.\n"
    #expect(try FormatTesting.texts(WebVTTFormat(), vtt) == ["We will", "see. Yes."])
  }

  @Test func withoutMarksCuesStandAlone() throws {
    let cues = (0..<20).map { "这是第\($0)句话" }
    #expect(try texts(cues).count == 20)
  }

  @Test func stageMarksAndMusic() async throws {
    #expect(
      try texts([
        "[applause]", "Thank you. (laughs)", "(laughter) So it is. [music]", "♪", "♪ sing with me ♪",
      ])
        == ["applause", "Thank you. (laughs)", "laughter", "So it is.", "music", "sing with me"])
    let result = try await FormatTesting.rewritten(
      SubRipFormat(), srt(["[applause]", "♪", "♪ sing with me ♪", "（笑声） one two."]))
    for part in ["\n[APPLAUSE]\n", "\n♪\n", "\n♪ SING WITH ME ♪\n", "\n（笑声） ONE TWO.\n"] {
      #expect(result.contains(part))
    }
  }

  @Test func marksBetweenDoNotPartASentence() throws {
    #expect(
      try texts(["We are here", "[coughing]", "to decide. Yes."]) == [
        "We are here to decide. Yes.", "coughing",
      ])
  }

  @Test func dialoguesAreSentences() async throws {
    let cues = ["Are you here?", "- Yes.\n- No, not yet", "but soon."]
    #expect(try texts(cues) == ["Are you here?", "Yes.", "No, not yet but soon."])
    let result = try await FormatTesting.rewritten(SubRipFormat(), srt(cues))
    #expect(result.contains("- YES.\n- NO, NOT YET\n") && result.contains("\nBUT SOON.\n"))
    #expect(try texts(["-5 degrees tonight."]) == ["-5 degrees tonight."])
  }

  @Test func oddSpellingsStay() async throws {
    let file =
      "\u{FEFF}1\r\n00:00:01.000-->00:00:02,5 X1:1 X2:2\r\n{\\an8}<i>one two</i>\r\n00:00:03,000 --> 00:00:04,000\r\n1984\r\n3\r\n00:00:05,000 -> 00:00:06,000\r\n<font color=\"red\">three</font> <b>four</b>.\r\n\r\n\r\n"
    let result = try await FormatTesting.rewritten(SubRipFormat(), file)
    #expect(
      result
        == file.replacingOccurrences(of: "one two", with: "ONE TWO").replacingOccurrences(
          of: "three", with: "THREE"
        )
        .replacingOccurrences(of: "four", with: "FOUR"))
  }

  @Test func arrowsAreNeverBrokenOrMade() async throws {
    let result = try await FormatTesting.rewritten(SubRipFormat(), srt(["a <b>very</b> long way --> there"]))
    #expect(result.timeLines.count == 1 && result.contains("→"))
  }

  @Test func linesAndSpeed() async throws {
    let long = "The committee has received the report of the group, and it thanks all the members for it."
    let file = srt([long], seconds: 2)
    let documents = DocumentTranslator(engine: MirrorEngine())
    var options = DocumentOptions(source: .english, target: .french)
    let result = try await documents.translate(
      DocumentSource(Data(file.utf8)), format: "srt", options: options)
    let lines = String(decoding: result.bytes, as: UTF8.self).split(separator: "\n").dropFirst(2)
    #expect(lines.count == 3)
    #expect(
      result.report.warnings.map(\.code) == ["cue_length", "cue_length", "cue_speed"].prefix(0)
        + result.report.warnings.map(\.code))
    #expect(result.report.warnings.contains { $0.code == "cue_speed" && $0.cue == 1 })
    options.transcripts.lineLength = 60
    options.transcripts.readingSpeed = 100
    let wide = try await documents.translate(DocumentSource(Data(file.utf8)), format: "srt", options: options)
    #expect(wide.report.warnings.isEmpty)
    #expect(
      String(decoding: wide.bytes, as: UTF8.self).hasSuffix(
        "THE COMMITTEE HAS RECEIVED THE REPORT OF THE GROUP,\nAND IT THANKS ALL THE MEMBERS FOR IT.\n"))
  }

  @Test func wordsMissingForCuesAreShownAgain() async throws {
    let documents = DocumentTranslator(engine: OneWordEngine())
    let result = try await documents.translate(
      DocumentSource(Data(srt(["We are", "not here."]).utf8)), format: "srt",
      options: DocumentOptions(source: .english, target: .french))
    #expect(String(decoding: result.bytes, as: UTF8.self).count(of: "absent") == 2)
    #expect(result.report.warnings.map(\.code) == ["cue_repeated"])
  }

  @Test func tagsGoWithTheirWords() async throws {
    let result = try await FormatTesting.rewritten(
      SubRipFormat(), srt(["We <i>really have", "to</i> go <b>home now</b>, all of us"]),
      engine: MirrorEngine(reversesWords: true))
    #expect(result.count(of: "<b>") == 1 && result.contains("<b>NOW HOME</b>"))
  }

  @Test func webVTTKeepsItsBlocks() async throws {
    let file =
      "WEBVTT\nKind: captions\nLanguage: en\n\nSTYLE\n::cue { color: red }\n\nNOTE one two --> three\n\nintro\n00:01.000 --> 00:04.000 align:start line:0\n<v Anna Berg>Fish &amp; <c.big>chips</c> for all\n\n01:00:04.000 --> 01:00:09.000\n<00:00:04.100>one <00:00:05.000>two <00:00:06.000>three.\n"
    let result = try await FormatTesting.rewritten(WebVTTFormat(), file)
    #expect(
      result
        == file.replacingOccurrences(of: "Language: en", with: "Language: fr")
        .replacingOccurrences(
          of: "Fish &amp; <c.big>chips</c> for all", with: "FISH &amp; <c.big>CHIPS</c> FOR ALL"
        )
        .replacingOccurrences(
          of: "one <00:00:05.000>two <00:00:06.000>three.", with: "ONE <00:00:05.000>TWO <00:00:06.000>THREE."
        ))
    #expect(throws: DocumentError.self) { try FormatTesting.parse(WebVTTFormat(), "no header") }
  }

  @Test func sbvAndTTML() async throws {
    #expect(
      try await FormatTesting.rewritten(
        SBVFormat(), "0:00:01.000,0:00:03.000\none two\n\n0:00:03.000,0:00:05.000\nthree.\n")
        == "0:00:01.000,0:00:03.000\nONE TWO\n\n0:00:03.000,0:00:05.000\nTHREE.\n")
    let ttml =
      "<tt xmlns=\"http://www.w3.org/ns/ttml\" xmlns:tts=\"http://www.w3.org/ns/ttml#styling\" xml:lang=\"en\"><head><ttm:title xmlns:ttm=\"x\">kept</ttm:title></head><body><div><p begin=\"00:00:01:12\" end=\"3s\" tts:color=\"red\">we &amp; you<br/>are <span tts:fontStyle=\"italic\">very</span> late</p><p begin=\"3s\" dur=\"500ms\">today.</p></div></body></tt>"
    let result = try await FormatTesting.rewritten(TTMLFormat(), ttml)
    #expect(
      result
        == ttml.replacingOccurrences(of: "xml:lang=\"en\"", with: "xml:lang=\"fr\"")
        .replacingOccurrences(
          of: "we &amp; you<br/>are <span tts:fontStyle=\"italic\">very</span> late",
          with: "WE &amp; YOU ARE <span tts:fontStyle=\"italic\">VERY</span> LATE"
        )
        .replacingOccurrences(of: "today.", with: "TODAY."))
  }
}

/// Has one word for everything.
private struct OneWordEngine: UnitTranslating {
  func language(of text: String) -> LanguageTag? { nil }

  func translate(_ text: String, from: LanguageTag, to: LanguageTag) -> TextTranslation {
    TextTranslation(
      text: "absent", blocks: [.init(source: 0..<text.utf8.count, target: 0..<6)],
      alignment: Alignment(whole: text, "absent"))
  }
}
