import Documents
import Dragoman
import Foundation
import Testing

/// Files that other programs wrote, as `Making/transcripts.py` makes them.
@Suite(.enabled(if: MadeFiles.areThere))
struct MadeTranscriptTests {
  @Test func theyComeBackAndKeepTheirCues() async throws {
    let files = MadeFiles.files("transcripts", types: ["srt", "vtt", "ttml", "sbv"]).filter {
      !$0.lastPathComponent.hasPrefix("whisper")
    }
    #expect(files.count >= 40)
    for file in files {
      let made = try MadeDocument(
        file, is: file.pathExtension, DocumentOptions(source: .english, target: .english))
      let translated = try await DocumentTranslator(engine: MirrorEngine()).translate(
        made.source, options: DocumentOptions(source: .english, target: .french))
      let (before, after) = (
        String(decoding: made.bytes, as: UTF8.self), String(decoding: translated.bytes, as: UTF8.self)
      )
      #expect(after.timeLines == before.timeLines)
      #expect(after.count(of: "begin=") == before.count(of: "begin="))
      #expect(after.contains("THE COMMITTEE HAS RECEIVED") && after.contains("THANK ALL ITS MEMBERS."))
      #expect(
        translated.units.contains { $0.text.contains("THE COMMITTEE HAS RECEIVED THE REPORT") }
          || file.path.contains("-1.") || file.path.contains("-2."))
    }
  }

  @Test(arguments: ["json": "whisper", "srt": "srt", "vtt": "vtt", "txt": "minutes"])
  func whatARecogniserWroteKeepsItsSpeakers(type: String, format: String) async throws {
    let files = MadeFiles.files("transcripts", types: [type]).filter {
      $0.lastPathComponent.hasPrefix("whisper")
    }
    #expect(files.count >= 10)
    for file in files {
      let made = try MadeDocument(file, is: format, DocumentOptions(source: .english, target: .english))
      let translated = try await DocumentTranslator(engine: MirrorEngine()).translate(
        made.source, options: DocumentOptions(source: .english, target: .french))
      let (before, after) = (
        String(decoding: made.bytes, as: UTF8.self), String(decoding: translated.bytes, as: UTF8.self)
      )
      #expect(after.timeLines == before.timeLines)
      for kept in ["SPEAKER_00", "SPEAKER_01", "\"start\"", "\"end\""] {
        #expect(after.count(of: kept) == before.count(of: kept), "\(kept) in \(file.lastPathComponent)")
      }
      #expect(!translated.units.contains { $0.text.contains("SPEAKER") }, "\(file.lastPathComponent)")
      #expect(translated.units.contains { $0.text.contains("ANY OBJECTION?") })
    }
  }
}
