import Foundation
import Inference
import ModelFormats
import TestSupport
import Testing

/// Weights files that are cut, flipped or lie: each gives a `ModelFormatError` with a place, or sound arrays.
struct HostileWeightsTests {
  private static let layouts = [
    ("marian-safetensors", "model.safetensors"), ("marian-torch", "pytorch_model.bin"),
    ("marian-legacy", "pytorch_model.bin"),
  ]

  private func read(_ data: Data, _ file: String) throws -> [String: StoredArray] {
    file.hasSuffix("safetensors")
      ? try SafetensorsFile(data: data, file: file).arrays : try TorchFile(data: data, file: file).arrays
  }

  /// Whether reading ends as it must; refusals are counted.
  private func isSafe(_ data: Data, _ file: String, refused: inout Int) -> Bool {
    do {
      let arrays = try read(data, file)
      return arrays.values.allSatisfy {
        $0.data.count == $0.shape.reduce($0.elementType.size, *) && $0.offset + $0.data.count <= data.count
      }
    } catch let error as ModelFormatError {
      refused += 1
      return error.file == file && (error.field != nil || error.offset != nil)
        && (error.offset ?? 0) <= data.count
    } catch {
      return false
    }
  }

  /// The bytes in which the arrays are described: elsewhere any value is a weight.
  private func descriptions(_ data: Data, _ file: String) throws -> [Range<Int>] {
    if file.hasSuffix("safetensors") {
      return [0..<data.withUnsafeBytes { Int($0.loadUnaligned(as: UInt64.self)) } + 8]
    }
    let arrays = try read(data, file)
    let first = arrays.values.map(\.offset).min() ?? data.count
    let last = arrays.values.map { $0.offset + $0.data.count }.max() ?? 0
    return [0..<first, last..<data.count].filter { !$0.isEmpty }
  }

  @Test(arguments: layouts)
  func flippedBits(name: String, file: String) throws {
    let original = try HuggingFaceFixture(name).data(file)
    let places = try descriptions(original, file)
    var generator = SeededGenerator(seed: UInt64(name.utf8.count))
    var refused = 0
    var wrong: [Int] = []
    for round in 0..<600 {
      var mutant = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let range = try #require(places.randomElement(using: &generator))
        mutant[Int.random(in: range, using: &generator)] ^= UInt8(
          1 << Int.random(in: 0..<8, using: &generator))
      }
      if !isSafe(mutant, file, refused: &refused) { wrong.append(round) }
    }
    #expect(wrong == [])
    #expect(refused > 300, "\(refused)")
  }

  @Test(arguments: layouts)
  func cutAnywhere(name: String, file: String) throws {
    let original = try HuggingFaceFixture(name).data(file)
    var refused = 0
    let lengths = stride(from: 0, to: original.count, by: max(1, original.count / 300))
    let wrong = lengths.filter { !isSafe(original.prefix($0), file, refused: &refused) }
    #expect(wrong == [])
    #expect(refused == Array(lengths).count)
  }

  /// Parts moved, doubled and left out, as no bit flip does.
  @Test(arguments: layouts)
  func splicedParts(name: String, file: String) throws {
    let original = try HuggingFaceFixture(name).data(file)
    let places = try descriptions(original, file)
    var generator = SeededGenerator(seed: 3)
    var refused = 0
    var wrong: [Int] = []
    for round in 0..<250 {
      let range = try #require(places.randomElement(using: &generator))
      let start = Int.random(in: range, using: &generator)
      let end = min(range.upperBound, start + Int.random(in: 1...40, using: &generator))
      let target = Int.random(in: range, using: &generator)
      var mutant = original
      switch round % 3 {
      case 0: mutant.removeSubrange(start..<end)
      case 1: mutant.insert(contentsOf: original[start..<end], at: target)
      default: mutant.replaceSubrange(start..<end, with: repeatElement(0xFF, count: end - start))
      }
      if !isSafe(mutant, file, refused: &refused) { wrong.append(round) }
    }
    #expect(wrong == [])
    #expect(refused > 150, "\(refused)")
  }

  /// Mutated side files in their folder, down to a model that is packed.
  @Test(arguments: [
    ("marian-safetensors", "config.json"), ("marian-multilingual", "vocab.json"), ("m2m100", "vocab.json"),
    ("nllb", "tokenizer.json"), ("m2m100", "model.safetensors.index.json"),
  ])
  func mutatedSideFiles(name: String, file: String) throws {
    try HuggingFaceFixture(name).withCopy { folder in
      let path = folder.appendingPathComponent(file)
      let original = try Data(contentsOf: path)
      var generator = SeededGenerator(seed: 11)
      var refused = 0
      for round in 0..<220 {
        var mutant = original
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          let place = Int.random(in: 0..<mutant.count, using: &generator)
          switch round % 3 {
          case 0: mutant[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &generator))
          case 1: mutant.remove(at: place)
          default:
            mutant[place] = [0x30, 0x39, 0x2D, 0x22, 0x7D, 0x5B].randomElement(using: &generator) ?? 0x30
          }
        }
        try mutant.write(to: path)
        do {
          let model = try ModelLoader.load(folder: folder)
          _ = try TransformerModel(
            configuration: model.configuration, parameters: model.parameters, tokens: model.tokens,
            computeType: .float32)
        } catch let error as ModelFormatError {
          refused += 1
          #expect(error.file.hasPrefix(folder.path), "\(error)")
        }
      }
      #expect(refused > 60, "\(refused)")
    }
  }
}
