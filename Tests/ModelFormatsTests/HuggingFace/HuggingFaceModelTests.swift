import Foundation
import Inference
import ModelFormats
import Testing
import Tokenization

/// Every layout beside what transformers (and, where its converter reads it, CTranslate2) makes of it.
struct HuggingFaceModelTests {
  private static let tolerance: Float = 1e-4

  @Test(arguments: HuggingFaceFixture.names)
  func decodesAsTransformersDoes(name: String) async throws {
    let fixture = HuggingFaceFixture(name)
    let model = try ModelLoader.load(folder: fixture.folder)
    let engine = try InferenceEngine(
      model: TransformerModel(
        configuration: model.configuration, parameters: model.parameters, tokens: model.tokens,
        computeType: .float32),
      threadCount: 1)
    let cases = try fixture.cases()
    #expect(cases.count == 4)
    for item in cases {
      let ids = model.tokenizer.encode(item.text).ids
      #expect(try model.framedSource(ids, from: item.from, to: item.to) == item.source, "\(item.text)")
      let prefix = try model.forcedPrefix(to: item.to)
      #expect(prefix == item.forcedPrefix)
      try await compare(greedy: item, prefix, engine, model.tokens)
      try await compare(next: item, prefix + item.given, engine, model.tokens)
    }
  }

  private func compare(
    greedy item: HuggingFaceFixture.Case, _ prefix: [Int32], _ engine: InferenceEngine,
    _ tokens: SpecialTokens
  ) async throws {
    var options = DecodingOptions(beamSize: 1)
    options.maximumLength = HuggingFaceFixture.maximumLength
    options.forcedPrefix = prefix
    options.suppressedTokens = tokens.suppressed
    let found = try #require(try await decode(item.source, options, engine).first)
    #expect(found.tokens == item.ids, "\(item.text)")
    let scores = found.tokenScores.dropFirst(prefix.count)
    #expect(scores.count == item.tokenScores.count)
    #expect(zip(scores, item.tokenScores).allSatisfy { abs($0 - $1) < Self.tolerance }, "\(scores)")
  }

  /// The best tokens after what is given, each with its log-probability.
  private func compare(
    next item: HuggingFaceFixture.Case, _ prefix: [Int32], _ engine: InferenceEngine, _ tokens: SpecialTokens
  ) async throws {
    var options = DecodingOptions(beamSize: 6)
    options.hypothesisCount = 6
    options.maximumLength = prefix.count + 1
    options.forcedPrefix = prefix
    options.suppressedTokens = tokens.suppressed
    let found = try await decode(item.source, options, engine)
    #expect(found.count > 4)
    for hypothesis in found {
      let token = hypothesis.tokens.count > prefix.count ? hypothesis.tokens[prefix.count] : tokens.end
      let expected = try #require(item.next[Int(token)])
      let score = try #require(hypothesis.tokenScores.last)
      #expect(abs(score - expected) < Self.tolerance, "token \(token) of \(item.text)")
    }
  }

  private func decode(
    _ source: [Int32], _ options: DecodingOptions, _ engine: InferenceEngine
  ) async throws -> [Hypothesis] {
    try await engine.decode([DecodingRequest(source: source, options: options)])[0]
  }

  @Test func whatFoldersSayOfThemselves() throws {
    let marian = try ModelLoader.load(folder: HuggingFaceFixture("marian-safetensors").folder)
    #expect(marian.name == "marian-safetensors")
    #expect(marian.sourceLanguage == "eng" && marian.targetLanguage == "fra")
    #expect(marian.format.container == .huggingFace && marian.format.weightType == .float32)
    #expect(marian.languageMarking == nil && !marian.needsStartToken)
    #expect(marian.tokens.suppressed == [marian.tokens.start])
    #expect(!marian.configuration.encoder.preNorm)
    #expect(marian.configuration.alignmentHeads == [AlignmentHead(layer: 1, head: 0)])

    let multilingual = try ModelLoader.load(folder: HuggingFaceFixture("marian-multilingual").folder)
    #expect(multilingual.languageMarking?.codes == ["cmn_Hans", "cmn_Hant", "fra", "pt_br"])
    #expect(multilingual.targetLanguage == nil)
    #expect(multilingual.format.weightType == .float16)

    let m2m100 = try ModelLoader.load(folder: HuggingFaceFixture("m2m100").folder)
    #expect(m2m100.languageMarking?.codes.count == 100)
    #expect(m2m100.configuration.encoder.preNorm && m2m100.parameters.encoderNorm != nil)
    let nllb = try ModelLoader.load(folder: HuggingFaceFixture("nllb").folder)
    #expect(nllb.languageMarking?.codes.count == 202)
    #expect(
      try ModelLoader.load(folder: HuggingFaceFixture("nllb-listed").folder).format.weightType == .bfloat16)
  }

  @Test(arguments: HuggingFaceFixture.names)
  func marksDoNotShowInText(name: String) throws {
    let model = try ModelLoader.load(folder: HuggingFaceFixture(name).folder)
    let marks = (model.languageMarking?.codes ?? []).compactMap { code in
      switch model.languageMarking {
      case .targetBeforeSource(let ids)?, .sourceAndForcedTarget(let ids)?: ids[code]
      case nil: nil
      }
    }
    let words = model.tokenizer.encode("The cat").ids
    #expect(model.tokenizer.source.count >= words.count)
    if name != "marian-separate" {
      #expect(
        model.tokenizer.decode(marks + words + model.tokens.suppressed + [model.tokens.end]) == "The cat")
    }
  }

  @Test func weightsAreNotCopied() throws {
    for name in ["marian-safetensors", "marian-torch", "marian-legacy"] {
      let model = try ModelLoader.load(folder: HuggingFaceFixture(name).folder)
      #expect(model.parameters.outputLayer.weight.isFileMapped, "\(name)")
      #expect(model.parameters.encoderLayers[0].feedForward.linears[0].weight.isFileMapped, "\(name)")
      #expect(!model.parameters.encoderLayers[0].selfAttention.queryKeyValue.weight.isFileMapped, "\(name)")
    }
  }

  /// The three ways to keep one model hold the same numbers.
  @Test func layoutsAgree() throws {
    let models = try ["marian-safetensors", "marian-torch", "marian-legacy"].map {
      try ModelLoader.load(folder: HuggingFaceFixture($0).folder)
    }
    for model in models.dropFirst() {
      #expect(model.parameters.outputLayer.weight.data == models[0].parameters.outputLayer.weight.data)
      for (layer, first) in zip(model.parameters.decoderLayers, models[0].parameters.decoderLayers) {
        #expect(layer.crossAttention.keyValue.weight.data == first.crossAttention.keyValue.weight.data)
        #expect(layer.feedForward.norm.beta.data == first.feedForward.norm.beta.data)
      }
    }
  }

  /// Old files bring their positions along: made ones are made again, others are used.
  @Test func storedPositions() throws {
    let fixture = HuggingFaceFixture("marian-legacy")
    guard
      case .sinusoidal(0, 8) = try ModelLoader.load(folder: fixture.folder).configuration.encoder
        .positionEncoding
    else {
      Issue.record("the table is what would be made")
      return
    }
    let name = "model.encoder.embed_positions.weight"
    let data = try fixture.data("pytorch_model.bin")
    let table = try #require(TorchFile(data: data, file: "torch").arrays[name])
    var changed = data
    changed[table.offset + 3] = 0x40
    var arrays = try TorchFile(data: changed, file: "torch").arrays
    let settings = try HuggingFaceConfiguration(json: fixture.data("config.json"), file: "config.json")
    let other = try HuggingFaceReader.read(arrays, file: "torch", settings: settings)
    guard case .table(let stored) = other.configuration.encoder.positionEncoding else {
      Issue.record("a table of its own must be used")
      return
    }
    #expect(stored.shape == [64, 16])
    arrays["model.encoder.layers.0.adapter.weight"] = table
    #expect { try HuggingFaceReader.read(arrays, file: "torch", settings: settings) } throws: {
      "\($0)".contains("no part of the transformer")
    }
  }
}
