import Dragoman
import Foundation
import Inference
import ModelFormats
import Testing

/// Bergamot's students as they came, where the store keeps their original files.
enum MarianStudents {
  static let folders: [URL] = ((try? ModelStore().installedModels()) ?? [])
    .filter { $0.id.hasPrefix("bergamot-") }
    .map { $0.folder.appendingPathComponent("original") }
    .filter { FileManager.default.fileExists(atPath: $0.path) }
}

/// Bergamot's students beside a float32 forward pass in NumPy.
@Suite(.serialized, .enabled(if: PeerPython.installed != nil && !MarianStudents.folders.isEmpty))
struct MarianStudentTests {
  private struct Expected: Decodable {
    var source: [Int32]
    var target: [Int32]
    var log_probs: [Float]
  }

  /// Any text will do: what counts is that both read the same ids.
  private static let lines = [
    "The harbour was quiet after the last ferry had left.",
    "Se a chuva parar, vamos caminhar até o velho farol.",
    "She counted forty-two boxes and signed the receipt.",
  ]

  @Test(arguments: MarianStudents.folders)
  func float32(folder: URL) async throws {
    let expected = try await reference(folder)
    let model = try ModelLoader.load(folder: folder)
    let transformer = try TransformerModel(
      configuration: model.configuration, parameters: model.parameters, tokens: model.tokens,
      computeType: .float32)
    let engine = try InferenceEngine(model: transformer, threadCount: 1)
    for (line, theirs) in zip(Self.lines, expected) {
      let source = model.framedSource(model.tokenizer.encode(line).ids)
      #expect(source == theirs.source)
      let found = try await engine.decode([
        DecodingRequest(source: source, options: DecodingOptions(beamSize: 1))
      ])
      let ours = try #require(found.first?.first)
      #expect(ours.tokens == theirs.target)
      let score = theirs.log_probs.reduce(0, +) / Float(theirs.log_probs.count)
      #expect(abs(ours.score - score) < 1e-4)
    }
  }

  private func reference(_ folder: URL) async throws -> [Expected] {
    let work = FileManager.default.temporaryDirectory
      .appendingPathComponent("dragoman-student-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: work) }
    let (input, output) = (work.appendingPathComponent("lines"), work.appendingPathComponent("results"))
    try Data(Self.lines.joined(separator: "\n").utf8).write(to: input)
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let weights = try #require(
      files.first { $0.lastPathComponent.hasPrefix("model.") && $0.pathExtension == "bin" })
    let pieces = try #require(files.first { $0.pathExtension == "spm" })
    try await #require(PeerPython.installed).run(
      "marian_greedy.py", [weights.path, pieces.path, input.path, output.path])
    return try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Expected.self, from: Data($0.utf8))
    }
  }
}
