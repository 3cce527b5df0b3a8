import Foundation
import Inference
import ModelFormats
import TestSupport
import Testing

/// Files that are cut, flipped or lie: each gives a `ModelFormatError` or a sound model.
struct HostileFileTests {
  private func read(_ data: Data) throws -> CTranslate2Reader.Model {
    try CTranslate2Reader.read(CTranslate2File(data: data, file: "model.bin"))
  }

  /// The error of a file that must not be read.
  private func refusal(_ data: Data) throws -> ModelFormatError {
    do {
      _ = try read(data)
    } catch let error as ModelFormatError {
      return error
    }
    Issue.record("the file was read")
    throw ModelFormatError(.invalid, file: "", reason: "")
  }

  @Test(arguments: UInt32(1)...6)
  func cutAnywhere(version: UInt32) throws {
    let data = TinyModel(version: version, weightType: .int8).writer.data
    // A cut file may be told by what is missing later, but never by a place past its end.
    let wrong = (0..<data.count).filter { length in
      do {
        _ = try read(data.prefix(length))
        return true
      } catch let error as ModelFormatError {
        return error.file != "model.bin" || error.field == nil || (error.offset ?? 0) > length
      } catch {
        return true
      }
    }
    #expect(wrong == [])
  }

  @Test(arguments: [2, 3, 6] as [UInt32])
  func flippedBits(version: UInt32) throws {
    let original = TinyModel(version: version, weightType: .int8).writer.data
    var generator = SeededGenerator(seed: UInt64(version))
    var refused = 0
    var wrong: [Int] = []
    for round in 0..<1500 {
      var mutant = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        mutant[Int.random(in: 0..<mutant.count, using: &generator)] ^=
          UInt8(1 << Int.random(in: 0..<8, using: &generator))
      }
      do {
        if try !isSound(read(mutant)) { wrong.append(round) }
      } catch let error as ModelFormatError {
        refused += 1
        if error.file != "model.bin" || error.field == nil { wrong.append(round) }
      }
    }
    #expect(wrong == [])
    // Most bits of a file are weights, which may have any value.
    #expect(refused > 300 && refused < 1500)
  }

  /// What the engine relies on without looking again.
  private func isSound(_ model: CTranslate2Reader.Model) -> Bool {
    let configuration = model.configuration
    let dimension = configuration.modelDimension
    let feedForward =
      model.parameters.encoderLayers.map(\.feedForward)
      + model.parameters.decoderLayers.map(\.feedForward)
    let fits = feedForward.allSatisfy {
      $0.linears.first?.weight.columns == dimension
        && $0.linears.last?.weight.shape == [dimension, $0.linears[0].weight.rows]
    }
    let linears = feedForward.flatMap(\.linears) + [model.parameters.outputLayer]
    return fits && linears.allSatisfy(isSound)
      && dimension % configuration.encoder.headCount == 0
      && dimension % configuration.decoder.headCount == 0
  }

  private func isSound(_ linear: LinearParameters) -> Bool {
    let weight = linear.weight
    return weight.data.count == weight.count * weight.elementType.size
      && (linear.bias == nil || linear.bias?.shape == [weight.rows])
      && (weight.elementType != .int8 || weight.scales.count == weight.rows)
      && weight.scales.allSatisfy { $0 > 0 && $0.isFinite }
  }

  @Test func sizesThatOverflow() throws {
    let huge = Int(UInt32.max)
    for shape in [[huge, huge], [huge, huge, huge], [huge, huge, 0], [0, 4], [1 << 31, 1 << 31, 4]] {
      var writer = TinyModel().writer
      writer.change("decoder/embeddings/weight") { $0.shape = shape }
      #expect(try refusal(writer.data).field == "decoder/embeddings/weight size")
    }
  }

  @Test func countsThatLie() throws {
    let data = TinyModel().writer.data
    let countOffset = 4 + 2 + 16 + 4
    var many = data
    many.replaceSubrange(countOffset..<countOffset + 4, with: [0xFF, 0xFF, 0xFF, 0x7F])
    #expect(try refusal(many).field == "number of variables")
    var fewer = data
    fewer[countOffset] -= 1
    _ = try refusal(fewer)
    #expect(try refusal(data + Data([0])).field == "end of file")
  }

  @Test func versionsThatAreNotKnown() throws {
    for version in [0, 7, 1000, UInt32.max] {
      var writer = TinyModel().writer
      writer.version = version
      #expect(try refusal(writer.data).field == "binary version")
    }
    #expect(try refusal(Data("not a model at all".utf8)).offset == 0)
  }

  @Test func namesThatAreNone() throws {
    var writer = TinyModel().writer
    writer.variables[3].name = ""
    #expect(try refusal(writer.data).reason.contains("cannot be a name"))
    writer.variables[3].name = String(repeating: "n", count: 5000)
    #expect(try refusal(writer.data).reason.contains("5001 bytes"))
    writer.variables[3].name = writer.variables[2].name
    #expect(try refusal(writer.data).reason.contains("comes twice"))
    var data = TinyModel().writer.data
    data[6] = 0xFF
    #expect(try refusal(data).field == "specification")
  }

  @Test func tooManyDimensions() throws {
    var writer = TinyModel().writer
    writer.variables[0].shape = Array(repeating: 1, count: 200)
    #expect(try refusal(writer.data).field?.hasSuffix("rank") == true)
  }

  @Test func everyVariableIsNeededOrOptional() throws {
    let writer = TinyModel(weightType: .int8).writer
    let optional = [
      "bias", "num_heads", "pre_norm", "activation", "scale_embeddings", "alignment_layer",
      "alignment_heads",
    ]
    for name in writer.variables.map(\.name) where !optional.contains(where: name.hasSuffix) {
      var incomplete = writer
      incomplete.remove(name)
      // A missing final norm makes its other half the odd one out.
      let error = try refusal(incomplete.data)
      #expect(error.field != nil, "\(name)")
    }
  }

  @Test func wrongShapesAndTypes() throws {
    let writer = TinyModel(weightType: .int8).writer
    for variable in writer.variables where variable.shape.count == 1 {
      var shorter = writer
      shorter.change(variable.name) {
        $0.shape = [$0.shape[0] - 1]
        $0.data = $0.data.dropLast($0.element.width)
      }
      let error = try refusal(shorter.data)
      #expect(error.field == variable.name)
      #expect(error.offset != nil)
      var integers = writer
      integers.change(variable.name) { $0.element = .int32 }
      #expect(try refusal(integers.data).field == variable.name)
    }
  }

  @Test(arguments: [Float.nan, .infinity, 0, -1])
  func scalesThatCannotDivide(scale: Float) throws {
    var writer = TinyModel(weightType: .int8).writer
    writer.change("decoder/embeddings/weight_scale") {
      var data = $0.data.prefix(8)
      data.append(scale.bitPattern)
      $0.data = data + $0.data.suffix(8)
    }
    #expect(try refusal(writer.data).reason.contains("scale 2"))
  }

  @Test func aliasesInCirclesChainsAndTheVoid() throws {
    var writer = TinyModel().writer
    writer.aliases = [
      ("decoder/projection/weight", "encoder/embeddings_0/weight"),
      ("encoder/embeddings_0/weight", "decoder/projection/weight"),
    ]
    #expect(try refusal(writer.data).reason.contains("alias of"))
    writer.aliases = [
      ("decoder/projection/weight", "decoder/embeddings/weight"),
      ("encoder/embeddings_0/weight", "decoder/projection/weight"),
    ]
    guard case .outputLayer = try read(writer.data).parameters.encoderEmbedding else {
      Issue.record("an alias of an alias is the same matrix")
      return
    }
    writer.aliases[1].target = "nowhere"
    #expect(try refusal(writer.data).reason.contains("nowhere"))
    writer.aliases[1] = writer.aliases[0]
    #expect(try refusal(writer.data).reason.contains("another variable"))
  }

  @Test func noise() throws {
    var generator = SeededGenerator(seed: 99)
    for length in 0..<600 {
      var data = Data((0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
      if length >= 4 { data.replaceSubrange(0..<4, with: [UInt8(length % 6 + 1), 0, 0, 0]) }
      #expect(throws: ModelFormatError.self) { try read(data) }
    }
  }
}
