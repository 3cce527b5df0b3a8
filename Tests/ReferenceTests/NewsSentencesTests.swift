import Foundation
import Inference
import Testing

/// The installed Chinese-English model on sentences of a public test set, beside CTranslate2.
@Suite(.serialized, .enabled(if: ReferenceFiles.hasNewsSentences))
struct NewsSentencesTests {
  private struct Expected: Decodable {
    var source: [String]
    var target: [String]
    var score: Float
  }

  /// Few lines may differ: where two hypotheses score alike in all but the last bits, sums in another order decide.
  @Test(arguments: [1, 4])
  func float32(beamSize: Int) async throws {
    let folder = try #require(ReferenceFiles.originalChineseToEnglish)
    let text = try String(contentsOf: try #require(ReferenceFiles.chineseLines), encoding: .utf8)
    let sample = text.split(separator: "\n").enumerated().filter { $0.offset % 25 == 0 }.map(\.element)
    let expected = try await reference(sample.map(String.init), folder: folder, beamSize: beamSize)
    let engine = try ReferenceEngine(
      folder: folder, threadCount: ProcessInfo.processInfo.activeProcessorCount)
    for (line, theirs) in zip(sample, expected) {
      #expect(engine.model.tokenizer.encode(String(line)).pieces == theirs.source)
    }
    let found = try await engine.decode(expected.map(\.source), options: DecodingOptions(beamSize: beamSize))
    #expect(expected.count == 40 && found.count == 40)
    var differing = 0
    for (hypotheses, theirs) in zip(found, expected) {
      let ours = try #require(hypotheses.first)
      #expect(abs(ours.score - theirs.score) < 1e-3, "\(theirs.source.joined())")
      if ours.tokens != engine.targetIDs(theirs.target) { differing += 1 }
    }
    #expect(differing <= (beamSize == 1 ? 0 : 1))
  }

  private func reference(_ lines: [String], folder: URL, beamSize: Int) async throws -> [Expected] {
    let work = FileManager.default.temporaryDirectory
      .appendingPathComponent("dragoman-lines-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: work) }
    let (input, output) = (work.appendingPathComponent("lines"), work.appendingPathComponent("results"))
    try Data(lines.joined(separator: "\n").utf8).write(to: input)
    let files = try modelFiles(in: folder)
    try await #require(PeerPython.installed).run(
      "decode_lines.py",
      [files.model.path, files.pieces.path, String(beamSize), input.path, output.path])
    return try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Expected.self, from: Data($0.utf8))
    }
  }

  private func modelFiles(in folder: URL) throws -> (model: URL, pieces: URL) {
    let files =
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?
      .compactMap { $0 as? URL } ?? []
    let weights = try #require(files.first { $0.lastPathComponent == "model.bin" })
    let pieces = try #require(files.first { $0.lastPathComponent == "sentencepiece.model" })
    return (weights.deletingLastPathComponent(), pieces)
  }
}
