import Foundation
import Inference
import ModelFormats
import TestSupport
import Testing

/// Packed files that are cut, flipped or lie.
struct HostilePackedFileTests {
  private func packedBytes() throws -> Data {
    try TinyModel.withFolder { folder in
      try TinyModel(isTied: false).write(to: folder.appendingPathComponent("source"))
      let file = folder.appendingPathComponent("model.dragoman")
      try PackedModelFile.write(
        ModelLoader.load(folder: folder.appendingPathComponent("source")), to: file)
      return try Data(contentsOf: file)
    }
  }

  private func read(_ bytes: Data, verifies: Bool) throws -> TranslationModel {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).dragoman")
    try bytes.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let mapped = try ModelFile.read(file, maximumSize: 1 << 20)
    return try PackedModelFile.read(mapped, path: "model.dragoman", verifies: verifies)
  }

  /// Whether the bytes were refused by an error that names the file, or make a model that can be packed.
  private func isHandled(_ bytes: Data, verifies: Bool) -> Bool {
    do {
      let model = try read(bytes, verifies: verifies)
      _ = try TransformerModel(
        configuration: model.configuration, parameters: model.parameters, tokens: model.tokens)
      return true
    } catch let error as ModelFormatError {
      return error.file.hasPrefix("model.dragoman") && error.field != nil
    } catch is InferenceError {
      return true
    } catch {
      return "\(error)".hasPrefix("model.dragoman")
    }
  }

  @Test func cutAnywhereIsRefused() throws {
    let bytes = try packedBytes()
    for length in stride(from: 0, to: bytes.count, by: 3) {
      #expect(throws: (any Error).self, "\(length)") { try read(bytes.prefix(length), verifies: true) }
      #expect(isHandled(bytes.prefix(length), verifies: false), "\(length)")
    }
  }

  @Test func everyFlippedBitOfTheContentIsNoticed() throws {
    let bytes = try packedBytes()
    var generator = SeededGenerator(seed: 7)
    let original = try read(bytes, verifies: true)
    for _ in 0..<600 {
      var mutant = bytes
      mutant[Int.random(in: 0..<bytes.count, using: &generator)] ^= UInt8(
        1 << Int.random(in: 0..<8, using: &generator))
      // Padding between sections may change unseen: it says nothing.
      guard let model = try? read(mutant, verifies: true) else { continue }
      #expect(model.parameters.outputLayer.weight.data == original.parameters.outputLayer.weight.data)
      #expect(model.tokens == original.tokens)
    }
  }

  @Test func dimensionsThatWouldOverflowAreRefused() throws {
    var bytes = try packedBytes()
    let name = Data("encoder/embedding".utf8)
    // Its own entry comes before that of its scale. Behind the name stand form and rank, then the dimensions.
    let entry = try #require(bytes.range(of: name))
    bytes.replaceSubrange(entry.upperBound + 2..<entry.upperBound + 10, with: Data(repeating: 0xFF, count: 8))
    #expect { try read(bytes, verifies: false) } throws: { ($0 as? ModelFormatError)?.kind == .tooLarge }
  }

  @Test func liesBehindRightChecksumsDoNotCrash() throws {
    let bytes = try packedBytes()
    var generator = SeededGenerator(seed: 11)
    var unhandled: [Int] = []
    for round in 0..<1500 {
      var mutant = bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        if Bool.random(using: &generator) {
          mutant[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &generator))
        } else {
          mutant[place] = [0, 0x7F, 0x80, 0xFF][Int.random(in: 0..<4, using: &generator)]
        }
      }
      if !isHandled(mutant, verifies: false) { unhandled.append(round) }
    }
    #expect(unhandled == [])
  }
}
