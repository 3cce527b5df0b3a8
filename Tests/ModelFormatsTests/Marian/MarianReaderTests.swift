import Foundation
import Inference
import ModelFormats
import Testing

struct MarianReaderTests {
  private func read(_ writer: MarianFileWriter) throws -> MarianReader.Model {
    try MarianReader.read(MarianFile(binary: writer.binary, file: "model.bin"))
  }

  @Test(arguments: [true, false], [true, false])
  func everyArchitecture(preNorm: Bool, isRecurrent: Bool) throws {
    for tying in TinyMarianModel.Tying.allCases {
      let tiny = TinyMarianModel(preNorm: preNorm, isRecurrent: isRecurrent, tying: tying)
      let model = try read(tiny.writer)
      let packed = try MarianReader.read(MarianFile(archive: tiny.writer.archive, file: "model.npz"))
      #expect(model.parameters.outputLayer.weight.data == packed.parameters.outputLayer.weight.data)
      #expect(model.configuration.modelDimension == 4)
      #expect(model.configuration.startFromZeroEmbedding)
      #expect(model.configuration.encoder.headCount == 2)
      #expect(model.configuration.encoder.preNorm == preNorm)
      #expect(model.configuration.decoder.layerNormEpsilon == 1e-6)
      #expect(model.configuration.decoder.embeddingMultiplier == 2)
      #expect(model.configuration.alignmentHeads == [AlignmentHead(layer: 1, head: 0)])
      #expect((model.parameters.decoderNorm != nil) == preNorm)
      #expect(model.parameters.decoderLayers.count == 2)
      switch model.parameters.decoderLayers[1].targetMemory {
      case .recurrentUnit(let unit):
        #expect(isRecurrent && unit.input.bias == nil && unit.forget.bias?.shape == [4])
      case .selfAttention(let attention):
        #expect(!isRecurrent && attention.queryKeyValue.weight.shape == [12, 4])
      }
      if case .outputLayer = model.parameters.encoderEmbedding { #expect(tying == .all) }
      if case .outputLayer = model.parameters.decoderEmbedding { #expect(tying == .all || tying == .target) }
      #expect(model.parameters.outputLayer.weight.shape == [5, 4])
      guard case .sinusoidal(0, 1) = model.configuration.decoder.positionEncoding else {
        Issue.record("positions begin at 0, with d/2 - 1 below")
        return
      }
    }
  }

  /// Rows are outputs in the engine, columns in the file, whatever the type.
  @Test(arguments: MarianFileWriter.Element.allCases)
  func weightsAreTurnedAround(element: MarianFileWriter.Element) throws {
    let model = try read(TinyMarianModel(element: element, tying: .none).writer)
    let layer = model.parameters.encoderLayers[0]
    func check(_ tensor: Tensor, _ name: String, rows: Range<Int>, turned: Bool = true) {
      for (row, original) in rows.enumerated() {
        for column in 0..<4 {
          let outputs = rows.count
          let index = turned ? column * outputs + row : row * 4 + column
          let expected = MarianFileWriter.value(name, index)
          #expect(abs(Self.value(tensor, original, column) - expected) < 0.006, "\(name) \(row) \(column)")
        }
      }
    }
    check(layer.selfAttention.queryKeyValue.weight, "encoder_l1_self_Wq", rows: 0..<4)
    check(layer.selfAttention.queryKeyValue.weight, "encoder_l1_self_Wk", rows: 4..<8)
    check(layer.selfAttention.queryKeyValue.weight, "encoder_l1_self_Wv", rows: 8..<12)
    check(
      model.parameters.decoderLayers[0].crossAttention.keyValue.weight, "decoder_l1_context_Wv", rows: 4..<8)
    check(layer.feedForward.linears[0].weight, "encoder_l1_ffn_W1", rows: 0..<6)
    check(model.parameters.outputLayer.weight, "decoder_ff_logit_out_W", rows: 0..<5)
    guard case .own(let embedding) = model.parameters.encoderEmbedding else {
      Issue.record("the embedding is the encoder's own")
      return
    }
    check(embedding, "encoder_Wemb", rows: 0..<5, turned: false)
    let bias = try #require(layer.selfAttention.queryKeyValue.bias)
    #expect(Self.value(bias, 5, 0) == MarianFileWriter.value("encoder_l1_self_bk", 1))
  }

  /// int16 has one scale for all: three multipliers make float32.
  @Test func stackingKeepsEachMultiplier() throws {
    var writer = TinyMarianModel(element: .forkIntgemm8).writer
    let query = try read(writer).parameters.encoderLayers[0].selfAttention.queryKeyValue.weight
    #expect(query.elementType == .int8)
    #expect(
      query.scales == (0..<12).map { _ in MarianFileWriter.multiplier(.intgemm8, "encoder_l1_self_Wq") })
    writer = TinyMarianModel(element: .intgemm16).writer
    #expect(
      try read(writer).parameters.encoderLayers[0].selfAttention.queryKeyValue.weight.elementType == .int16)
    writer.change("encoder_l1_self_Wk") {
      $0.data.replaceSubrange(32..<36, with: [0, 0, 0, 0x44])
    }
    let mixed = try read(writer).parameters.encoderLayers[0].selfAttention.queryKeyValue.weight
    #expect(mixed.elementType == .float32 && mixed.shape == [12, 4])
    writer.change("encoder_l1_self_Wk") { $0.data.replaceSubrange(32..<36, with: [0, 0, 0, 0]) }
    #expect { try read(writer) } throws: {
      "\($0)".contains("encoder_l1_self_Wk") && "\($0)".contains("multiplier")
    }
  }

  @Test func shapesByOption() throws {
    var tiny = TinyMarianModel()
    tiny.changes = [
      "transformer-ffn-depth": "3", "transformer-decoder-ffn-depth": "1", "transformer-postprocess-emb": "n",
      "transformer-guided-alignment-layer": "1", "transformer-ffn-activation": "gelu",
      "output-omit-bias": "true",
    ]
    let model = try read(tiny.writer)
    #expect(
      model.parameters.encoderLayers[0].feedForward.linears.map(\.weight.shape) == [
        [6, 4], [6, 6], [4, 6],
      ])
    #expect(model.parameters.decoderLayers[0].feedForward.linears.map(\.weight.shape) == [[4, 4]])
    #expect(model.parameters.decoderEmbeddingNorm != nil)
    #expect(model.parameters.outputLayer.bias == nil)
    #expect(model.configuration.alignmentHeads == [AlignmentHead(layer: 0, head: 0)])
    #expect(model.configuration.encoder.activation == .geluSigmoid)

    tiny.changes = ["transformer-tied-layers": "[1, 1]", "transformer-decoder-dim-ffn": "8"]
    let tied = try read(tiny.writer)
    #expect(tied.parameters.decoderLayers.count == 2)
    #expect(tied.parameters.decoderLayers[1].feedForward.linears[0].weight.shape == [8, 4])

    tiny.changes = ["transformer-no-projection": "true", "transformer-train-position-embeddings": "true"]
    let plain = try read(tiny.writer)
    let output = plain.parameters.encoderLayers[0].selfAttention.output.weight
    #expect(
      (0..<4).allSatisfy { row in (0..<4).allSatisfy { Self.value(output, row, $0) == (row == $0 ? 1 : 0) } })
    #expect(plain.configuration.encoder.embeddingMultiplier == 1)
    guard case .table(let table) = plain.configuration.encoder.positionEncoding else {
      Issue.record("the table was lost")
      return
    }
    #expect(table.shape == [7, 4])
  }

  @Test(arguments: [
    ("type", "multi-transformer", "several sources"), ("type", "s2s", "not the transformer"),
    ("right-left", "true", "right to left"), ("ulr", "true", "universal"),
    ("transformer-pool", "true", "pooling"), ("lemma-dim-emb", "16", "factored"),
    ("transformer-decoder-autoreg", "average-attention", "average-attention"),
    ("dec-cell", "lstm", "lstm"), ("layer-normalization", "true", "within the unit"),
    ("transformer-postprocess", "dhn", "dhn"), ("transformer-postprocess", "nda", "nda"),
    ("transformer-postprocess", "a", "after each block"),
    ("transformer-postprocess-top", "an", "only d and n"),
    ("transformer-ffn-activation", "tanh", "tanh"), ("dim-vocabs", "[5, 5, 5]", "3 vocabularies"),
    ("input-types", "[class, sequence]", "other than sequences"),
    ("transformer-future-trick", "true", "not known"), ("transformer-rnn-projection", "true", "projections"),
  ])
  func whatCannotBeRunIsRefused(key: String, value: String, reason: String) {
    var tiny = TinyMarianModel()
    tiny.changes[key] = value
    #expect {
      try read(tiny.writer)
    } throws: { error in
      guard let error = error as? ModelFormatError else { return false }
      return error.kind == .unsupported && error.field == "special:model.yml \(key)"
        && error.reason.contains(reason) && error.file == "model.bin"
    }
  }

  @Test(arguments: [
    ("transformer-heads", "3"), ("transformer-heads", "0"), ("dim-emb", "0"),
    ("dim-emb", "99999999999999999999"),
    ("dim-emb", "x"), ("enc-depth", "0"), ("dec-depth", "100000"), ("transformer-tied-layers", "[1]"),
    ("transformer-tied-layers", "[3, 1]"), ("transformer-guided-alignment-layer", "3"),
    ("transformer-ffn-depth", "-1"), ("tied-embeddings-all", "maybe"), ("dim-emb", "[4]"),
  ])
  func nonsenseIsRefused(key: String, value: String) {
    var tiny = TinyMarianModel()
    tiny.changes[key] = value
    let writer = tiny.changes["transformer-ffn-depth"] == nil ? tiny.writer : TinyMarianModel().writer
    var changed = writer
    changed.remove("special:model.yml")
    changed.add("special:model.yml", text: tiny.configuration)
    #expect {
      try read(changed)
    } throws: {
      ($0 as? ModelFormatError)?.kind == .invalid && "\($0)".contains("special:model.yml \(key)")
    }
  }

  @Test(arguments: [
    "encoder_l2_self_Wq", "encoder2_l1_self_Wq", "decoder_l1_context_enc2_Wq", "decoder_l1_self_Wq", "Wtype",
  ])
  func arraysWithoutUseAreRefused(name: String) {
    var writer = TinyMarianModel().writer
    writer.add(name, [4, 4])
    #expect {
      try read(writer)
    } throws: {
      ($0 as? ModelFormatError)?.kind == .unsupported && ($0 as? ModelFormatError)?.field == name
    }
  }

  @Test func everyArrayIsNeeded() {
    let writer = TinyMarianModel().writer
    for item in writer.items {
      var cut = writer
      cut.remove(item.name)
      #expect {
        try read(cut)
      } throws: {
        ($0 as? ModelFormatError)?.kind == .missing && ($0 as? ModelFormatError)?.field == item.name
      }
      var misshapen = writer
      misshapen.change(item.name) {
        $0.shape.append(1)
        $0.shape[0] += 1
        $0.data.append(Data(count: 256))
      }
      // A text has no shape that matters.
      if item.code != 0x101 {
        #expect { try read(misshapen) } throws: { "\($0)".contains(item.name) && "\($0)".contains("shape") }
      }
    }
  }

  @Test(
    arguments: [
      (0x18001, "marian-conv"), (0x11001, "marian-conv"), (0x12001, "marian-conv"), (0x13001, "marian-conv"),
      (0x8101, "none of Marian's"), (0xC101, "marian-conv"), (0x1801, "FBGEMM"), (0x802, "FBGEMM"),
      (0x7777_0000_0000_0000, "none of Marian's"),
    ] as [(UInt64, String)])
  func packedTypesAreRefusedWithAdvice(code: UInt64, advice: String) {
    var writer = TinyMarianModel(element: .forkIntgemm8).writer
    writer.change("encoder_l1_ffn_W1") { $0.code = code }
    #expect {
      try read(writer)
    } throws: {
      ($0 as? ModelFormatError)?.kind == .unsupported && "\($0)".contains("encoder_l1_ffn_W1")
        && "\($0)".contains(advice)
    }
  }

  private static func value(_ tensor: Tensor, _ row: Int, _ column: Int) -> Float {
    let index = row * tensor.columns + column
    return tensor.data.withUnsafeBytes { bytes in
      switch tensor.elementType {
      case .int8: Float(bytes.loadUnaligned(fromByteOffset: index, as: Int8.self)) / tensor.scales[row]
      case .int16: Float(bytes.loadUnaligned(fromByteOffset: 2 * index, as: Int16.self)) / tensor.scales[0]
      default: bytes.loadUnaligned(fromByteOffset: 4 * index, as: Float.self)
      }
    }
  }
}
