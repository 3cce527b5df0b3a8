import Foundation
import Inference
import ModelFormats
import Testing

struct CTranslate2ReaderTests {
  private func read(_ writer: CTranslate2FileWriter) throws -> CTranslate2Reader.Model {
    try CTranslate2Reader.read(CTranslate2File(data: writer.data, file: "model.bin"))
  }

  @Test(arguments: UInt32(1)...6, [true, false])
  func everyVersion(version: UInt32, preNorm: Bool) throws {
    let tiny = TinyModel(version: version, preNorm: preNorm)
    var writer = tiny.writer
    if version == 1 { writer = Self.inRevision1Names(writer) }
    let model = try read(writer)
    #expect(model.configuration.modelDimension == 4)
    #expect(model.configuration.encoder.headCount == 2)
    #expect(model.configuration.decoder.headCount == 2)
    #expect(model.configuration.encoder.preNorm == preNorm)
    #expect(model.configuration.decoder.preNorm == preNorm)
    #expect(model.configuration.decoder.activation == (version >= 4 ? .swish : .relu))
    #expect(model.configuration.encoder.embeddingMultiplier == 2)
    #expect((model.parameters.encoderNorm != nil) == preNorm)
    #expect(model.parameters.decoderLayers[0].feedForward.linears[0].weight.shape == [6, 4])
    guard case .sinusoidal(let first, let denominator) = model.configuration.encoder.positionEncoding
    else {
      Issue.record("the file has no table of positions")
      return
    }
    #expect(first == 1)
    #expect(denominator == 1)
    switch model.parameters.decoderEmbedding {
    case .outputLayer: #expect(version >= 3)
    case .own(let tensor): #expect(version < 3 && tensor.shape == [5, 4])
    }
  }

  @Test(arguments: CTranslate2FileWriter.Element.allCases, CTranslate2FileWriter.Element.allCases)
  func everyElementType(
    weight: CTranslate2FileWriter.Element, other: CTranslate2FileWriter.Element
  ) throws {
    let writer = TinyModel(weightType: weight, otherType: other).writer
    let floats: [CTranslate2FileWriter.Element] = [.float32, .float16, .bfloat16]
    guard weight != .int32, floats.contains(other) else {
      #expect(throws: ModelFormatError.self) { try read(writer) }
      return
    }
    let model = try read(writer)
    let tensor = model.parameters.encoderLayers[0].selfAttention.queryKeyValue.weight
    #expect(tensor.shape == [12, 4])
    #expect(tensor.data.count == 48 * weight.width)
    #expect(tensor.scales.count == (weight == .int8 ? 12 : weight == .int16 ? 1 : 0))
    #expect(
      tensor.data
        == writer.variables.first { $0.name.hasSuffix("encoder/layer_0/self_attention/linear_0/weight") }?
        .data)
    #expect(model.parameters.outputLayer.weight.scales.count == (weight == .int8 ? 5 : tensor.scales.count))
  }

  @Test func int16BeforeScalesWereSaved() throws {
    var writer = TinyModel(version: 2, weightType: .int16).writer
    writer.variables.removeAll { $0.name.hasSuffix("_scale") }
    #expect(try read(writer).parameters.outputLayer.weight.scales == [1000])
  }

  @Test func attributesWinOverDefaults() throws {
    var writer = TinyModel().writer
    writer.remove("encoder/scale_embeddings")
    writer.add("encoder/scale_embeddings", [], .float32, Data([0, 0, 0x40, 0x40]))
    writer.remove("decoder/scale_embeddings")
    writer.add("decoder/embeddings/multiply_by_sqrt_depth", flag: false)
    writer.add("decoder/start_from_zero_embedding", flag: true)
    writer.add("decoder/position_encodings/encodings", [7, 4])
    writer.aliases.append(
      ("encoder/position_encodings/encodings", "decoder/position_encodings/encodings"))
    for part in [
      "encoder/layer_0/self_attention", "decoder/layer_0/self_attention", "decoder/layer_0/attention",
    ] {
      writer.add("\(part)/queries_scale", [], .float32, Data([0, 0, 0, 0x3F]))
    }
    let configuration = try read(writer).configuration
    #expect(configuration.encoder.embeddingMultiplier == 3)
    #expect(configuration.decoder.embeddingMultiplier == 1)
    #expect(configuration.startFromZeroEmbedding)
    #expect(configuration.queryScale == 0.5)
    guard case .table(let table) = configuration.encoder.positionEncoding else {
      Issue.record("the table was lost")
      return
    }
    #expect(table.shape == [7, 4])
  }

  @Test func headsByName() throws {
    var writer = TinyModel(version: 2).writer
    writer.remove("num_heads")
    // Dimension 4 has no 8 heads: the message shows which number was taken.
    for (name, heads) in [("TransformerBase", 8), ("TransformerBig", 16)] {
      writer.specification = name
      #expect {
        try read(writer)
      } throws: {
        "\($0)".contains("\(heads) heads")
      }
    }
  }

  @Test func separateEmbeddingsStaySeparate() throws {
    let model = try read(TinyModel(isTied: false).writer)
    guard case .own(let source) = model.parameters.encoderEmbedding,
      case .own(let target) = model.parameters.decoderEmbedding
    else {
      Issue.record("no embedding is the output layer here")
      return
    }
    #expect(source.data != target.data)
    #expect(target.data != model.parameters.outputLayer.weight.data)
  }

  @Test(arguments: [
    ("encoder/layer_0/self_attention/relative_position_keys", "relative positions"),
    ("decoder/layer_0/self_attention/rotary_dim", "rotary"),
    ("encoder/layer_0/ffn/linear_0_noact/weight", "gated"),
    ("encoder/embeddings_1/weight", "more than one source"),
    ("decoder/scale_outputs", "scaled outputs"),
    ("decoder/project_in/weight", "projection"),
    ("decoder/layer_0/external_norm/gamma", "no part of the transformer"),
    ("decoder/layer_0/ffn/linear_0/weight_zero", "AWQ"),
    ("encoder/layer_2/ffn/layer_norm/gamma", "no part of the transformer"),
  ])
  func whatCannotBeRunIsRefused(name: String, reason: String) throws {
    var writer = TinyModel().writer
    writer.add(name, [4])
    #expect {
      try read(writer)
    } throws: { error in
      guard let error = error as? ModelFormatError else { return false }
      return error.kind == .unsupported && error.field == name && error.reason.contains(reason)
        && error.file == "model.bin"
    }
  }

  @Test func switchedOffExtrasDoNoHarm() throws {
    var writer = TinyModel().writer
    writer.add("decoder/alibi", flag: false)
    writer.add("decoder/alibi_use_positive_positions", flag: true)
    writer.add("encoder/multi_query_attention", flag: false)
    _ = try read(writer)
    writer.change("decoder/alibi") { $0.data = Data([1]) }
    #expect { try read(writer) } throws: { "\($0)".contains("ALiBi") }
  }

  @Test func rootMeanSquareNormsAreRefused() {
    var writer = TinyModel().writer
    writer.remove("encoder/layer_0/ffn/layer_norm/beta")
    #expect { try read(writer) } throws: { "\($0)".contains("root-mean-square") }
  }

  @Test(arguments: ["TransformerDecoderSpec", "WhisperSpec", "Wav2Vec2Spec"])
  func otherSpecificationsAreRefused(name: String) {
    var writer = TinyModel().writer
    writer.specification = name
    #expect { try read(writer) } throws: { ($0 as? ModelFormatError)?.kind == .unsupported }
  }

  @Test(arguments: [0, 8, .max])
  func otherRevisionsAreRefused(revision: UInt32) {
    var writer = TinyModel().writer
    writer.revision = revision
    #expect { try read(writer) } throws: { ($0 as? ModelFormatError)?.kind == .unsupported }
  }

  /// The names that the first revision gave to the same variables.
  private static func inRevision1Names(_ writer: CTranslate2FileWriter) -> CTranslate2FileWriter {
    var old = writer
    for index in old.variables.indices {
      var name = old.variables[index].name
      guard name.contains("/") else { continue }
      let isDecoder = name.hasPrefix("decoder")
      name = name.replacing("self_attention", with: isDecoder ? "masked_multi_head" : "multi_head")
      name = name.replacing("/attention/", with: "/multi_head/")
      name = name.replacing("embeddings/weight", with: "w_embs")
      name = name.replacing("projection", with: "dense")
      name = name.replacing("layer_norm", with: "LayerNorm")
      name = name.replacing("linear_0", with: "conv1d").replacing("linear_", with: "conv1d_")
      name = name.replacing("weight", with: "kernel")
      old.variables[index].name = "transformer/\(name):0"
    }
    return old
  }
}
