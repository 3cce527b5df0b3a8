import Documents
import Dragoman
import Foundation
import Testing

/// Recognisers' JSON, minutes, and what is neither.
struct RecordTests {
  @Test func whisperTextsAndWords() async throws {
    let file = #"""
      {"text": " we are late. Yes.", "segments": [
        {"id": 0, "seek": 0, "start": 0.0, "end": 2.0, "text": " we \"are\"", "tokens": [1, 2], "words": [
          {"word": " we", "start": 0.0, "end": 0.5, "probability": 0.9}, {"word": " are", "start": 0.5, "end": 2.0}]},
        {"id": 1, "start": 2.0, "end": 3.0, "text": " late. \u00e9t\u00e9.", "avg_logprob": -0.25}
      ], "language": "en"}
      """#
    #expect(try FormatTesting.texts(WhisperFormat(), file) == ["we \"are\" late. été."])
    let result = try await FormatTesting.rewritten(WhisperFormat(), file)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(result.utf8)) as? [String: Any])
    let segments = try #require(json["segments"] as? [[String: Any]])
    #expect(segments.compactMap { $0["text"] as? String } == [" WE \"ARE\"", " LATE. ÉTÉ."])
    #expect(json["text"] as? String == "WE \"ARE\" LATE. ÉTÉ." && json["language"] as? String == "fr")
    let words = try #require(segments[0]["words"] as? [[String: Any]])
    #expect(words.count == 2 && words[1]["end"] as? Double == 2 && words[0]["word"] as? String == " WE")
    #expect(result.contains("\"avg_logprob\": -0.25") && result.contains("\"tokens\": [1, 2]"))
    let cpp =
      #"{"result": {"language": "en"}, "transcription": [{"timestamps": {"from": "00:00:00,000"}, "offsets": {"from": 0, "to": 900}, "text": " one"}]}"#
    #expect(try FormatTesting.texts(WhisperFormat(), cpp) == ["one"])
  }

  @Test func controlCharactersAreText() async throws {
    let file = #"[{"text": "\u000f o \u000f ne\ntwo", "speaker": "A"}, {"text": "there [x]"}]"#
    let result = try await FormatTesting.rewritten(WhisperFormat(), file)
    #expect(result.contains("NE") && result.contains("TWO") && result.contains("THERE"))
  }

  @Test func damagedJSONIsNamed() {
    for text in [
      "{", "{\"segments\": []}", "[1, 2", "{\"segments\": [{\"text\": \"a}]}",
      String(repeating: "[", count: 5000),
    ] {
      #expect(throws: DocumentError.self) { try FormatTesting.parse(WhisperFormat(), text) }
    }
  }

  @Test func minutesKeepTimesAndSpeakers() async throws {
    let file = """
      Minutes of the meeting

      [00:12:31] CHAIR: we are here.
      [00:12:40] Anna Berg: it is
      late, I think.
      (00:13:00) no speaker here.
      Remember: nothing.

      Bert Low (00:14:00)
      what he said
      goes on.

      """
    let result = try await FormatTesting.rewritten(MinutesFormat(), file)
    #expect(
      result == """
        MINUTES OF THE MEETING

        [00:12:31] CHAIR: WE ARE HERE.
        [00:12:40] Anna Berg: IT IS
        LATE, I THINK.
        (00:13:00) NO SPEAKER HERE.
        REMEMBER: NOTHING.

        Bert Low (00:14:00)
        WHAT HE SAID
        GOES ON.

        """)
    #expect(try FormatTesting.texts(MinutesFormat(), file).contains("it is late, I think."))
  }

  @Test(arguments: [
    ("minutes", "[00:00:01] A: one\n[00:00:09] B: two\n"),
    ("minutes", "主席：现在开会。\n秘书：好的。\n主席：谢谢。\n秘书：不客气。\n"),
    ("minutes", "Anna: One.\nBert: Two.\nAnna: Three.\nBert: Four.\n"),
    ("txt", "Remember: the meeting is at 10:30.\nBring: pens, paper.\nThis is a plain text.\nIt goes on.\n"),
    ("txt", "Date: today\nPlace: here\nName: none\nSubject: all\n"),
    ("txt", "The score was 12:31 and then 13:40.\n"),
    ("srt", "\n1\n00:00:01,000 --> 00:00:02,000\nText\n"),
    ("vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nText\n"),
    ("txt", "WEBVTTX is no word\n"),
    ("sbv", "0:00:01.000,0:00:02.000\nText\n"),
    ("ttml", "<tt xmlns=\"http://www.w3.org/ns/ttml\"><body/></tt>"),
    ("whisper", "{\"segments\": [{\"start\": 0, \"end\": 1, \"text\": \"a\"}]}"),
    ("txt", "1\n2\n00:00:01 is a time --> not\n"),
  ])
  func contentTellsTheFormat(name: String, text: String) throws {
    #expect(
      try FormatRegistry.standard.format(of: DocumentSource(Data(text.utf8), name: "a.txt")).name == name)
  }
}
