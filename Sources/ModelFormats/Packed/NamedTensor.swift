import Inference

/// A weight under the name that a packed model file gives it.
struct NamedTensor {
  enum Role {
    /// Multiplied by the kernels: packed, int8 where the file is int8.
    case matrix
    /// The same in attention, where narrow models stay in float32.
    case attentionMatrix
    /// Multiplied by the kernels in float32 always, since it is small and decides much.
    case floatMatrix
    /// Norms, biases, positions: float32 always, since they are small and decide much.
    case vector
    /// Looked up by rows: int8 by row where the file is int8.
    case rows
  }

  let name: String
  let tensor: Tensor
  let role: Role
}

extension TranslationModel {
  /// All weights in the order of the file: the way of a sentence.
  var namedTensors: [NamedTensor] {
    var all: [NamedTensor] = []
    // Both sides usually have the same table: it is then there once, under the encoder's name.
    if case .table(let table) = configuration.encoder.positionEncoding {
      all.append(NamedTensor(name: "encoder/positions", tensor: table, role: .vector))
    }
    if case .table(let table) = configuration.decoder.positionEncoding, !sharesPositions {
      all.append(NamedTensor(name: "decoder/positions", tensor: table, role: .vector))
    }
    all += parameters.encoderEmbedding.named("encoder/embedding")
    all += parameters.encoderEmbeddingNorm?.named("encoder/embedding_norm") ?? []
    for (index, layer) in parameters.encoderLayers.enumerated() {
      all += layer.selfAttention.named("encoder/layer_\(index)/self_attention")
      all += layer.feedForward.named("encoder/layer_\(index)/feed_forward")
    }
    all += parameters.encoderNorm?.named("encoder/norm") ?? []
    all += parameters.decoderEmbedding.named("decoder/embedding")
    all += parameters.decoderEmbeddingNorm?.named("decoder/embedding_norm") ?? []
    for (index, layer) in parameters.decoderLayers.enumerated() {
      let scope = "decoder/layer_\(index)"
      switch layer.targetMemory {
      case .selfAttention(let attention): all += attention.named("\(scope)/self_attention")
      case .recurrentUnit(let unit): all += unit.named("\(scope)/recurrent_unit")
      }
      all += layer.crossAttention.named("\(scope)/cross_attention")
      all += layer.feedForward.named("\(scope)/feed_forward")
    }
    all += parameters.decoderNorm?.named("decoder/norm") ?? []
    all += parameters.outputLayer.named("output")
    if let screen = parameters.screen {
      all +=
        screen.projection.named("screen/projection", role: .floatMatrix) + screen.words.named("screen/words")
    }
    return all
  }
}

extension TranslationModel {
  private var sharesPositions: Bool {
    guard case .table(let encoder) = configuration.encoder.positionEncoding,
      case .table(let decoder) = configuration.decoder.positionEncoding
    else { return false }
    return encoder.shape == decoder.shape && encoder.elementType == decoder.elementType
      && encoder.data == decoder.data
  }
}

extension TransformerParameters.Tying {
  fileprivate func named(_ name: String) -> [NamedTensor] {
    guard case .own(let tensor) = self else { return [] }
    return [NamedTensor(name: name, tensor: tensor, role: .rows)]
  }
}

extension LinearParameters {
  fileprivate func named(_ scope: String, role: NamedTensor.Role = .matrix) -> [NamedTensor] {
    [NamedTensor(name: "\(scope)/weight", tensor: weight, role: role)]
      + (bias.map { [NamedTensor(name: "\(scope)/bias", tensor: $0, role: .vector)] } ?? [])
  }
}

extension LayerNormParameters {
  fileprivate func named(_ scope: String) -> [NamedTensor] {
    [
      NamedTensor(name: "\(scope)/gamma", tensor: gamma, role: .vector),
      NamedTensor(name: "\(scope)/beta", tensor: beta, role: .vector),
    ]
  }
}

extension SelfAttentionParameters {
  fileprivate func named(_ scope: String) -> [NamedTensor] {
    norm.named("\(scope)/norm") + queryKeyValue.named("\(scope)/query_key_value", role: .attentionMatrix)
      + output.named("\(scope)/output", role: .attentionMatrix)
  }
}

extension RecurrentUnitParameters {
  fileprivate func named(_ scope: String) -> [NamedTensor] {
    norm.named("\(scope)/norm") + input.named("\(scope)/input") + forget.named("\(scope)/forget")
  }
}

extension CrossAttentionParameters {
  fileprivate func named(_ scope: String) -> [NamedTensor] {
    norm.named("\(scope)/norm") + query.named("\(scope)/query", role: .attentionMatrix)
      + keyValue.named("\(scope)/key_value", role: .attentionMatrix)
      + output.named("\(scope)/output", role: .attentionMatrix)
  }
}

extension FeedForwardParameters {
  fileprivate func named(_ scope: String) -> [NamedTensor] {
    norm.named("\(scope)/norm")
      + linears.enumerated().flatMap { $1.named("\(scope)/linear_\($0)") }
  }
}
