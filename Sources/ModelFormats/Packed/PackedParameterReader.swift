import Foundation
import Inference

/// Puts the weights of a packed file together again: the counterpart of `NamedTensor`.
struct PackedParameterReader {
  private let file: String
  private let weights: Data
  private var entries: [String: PackedTensorTable.Entry]

  /// - Parameter weights: the weights section, mapped.
  init(_ table: PackedTensorTable, weights: Data, file: String) throws {
    self.file = file
    self.weights = weights
    entries = [:]
    for entry in table.entries {
      guard entries.updateValue(entry, forKey: entry.name) == nil else {
        throw ModelFormatError(.invalid, file: file, field: entry.name, reason: "is there twice")
      }
    }
  }

  mutating func parameters(_ shape: PackedModelDescription.Shape) throws -> TransformerParameters {
    var encoderLayers: [EncoderLayerParameters] = []
    for index in 0..<shape.encoder.layers {
      encoderLayers.append(
        EncoderLayerParameters(
          selfAttention: try selfAttention("encoder/layer_\(index)/self_attention"),
          feedForward: try feedForward("encoder/layer_\(index)/feed_forward")))
    }
    var decoderLayers: [DecoderLayerParameters] = []
    for index in 0..<shape.decoder.layers { decoderLayers.append(try decoderLayer("decoder/layer_\(index)")) }
    return TransformerParameters(
      encoderEmbedding: shape.tiesEncoderEmbedding ? .outputLayer : .own(try tensor("encoder/embedding")),
      decoderEmbedding: shape.tiesDecoderEmbedding ? .outputLayer : .own(try tensor("decoder/embedding")),
      encoderEmbeddingNorm: try optionalNorm("encoder/embedding_norm"),
      decoderEmbeddingNorm: try optionalNorm("decoder/embedding_norm"), encoderLayers: encoderLayers,
      decoderLayers: decoderLayers, encoderNorm: try optionalNorm("encoder/norm"),
      decoderNorm: try optionalNorm("decoder/norm"), outputLayer: try linear("output"))
  }

  mutating func screen(_ description: PackedModelDescription.Screen) throws -> ScreenParameters {
    ScreenParameters(
      projection: try linear("screen/projection"), words: try linear("screen/words"),
      panelCount: description.panels, restFactor: description.restFactor,
      restExponent: description.restExponent)
  }

  /// Generated or out of the file; a decoder without a table of its own has the encoder's.
  mutating func positions(
    _ shape: PackedModelDescription.Shape
  ) throws -> (encoder: PositionEncoding, decoder: PositionEncoding) {
    let encoder = try positions(shape.encoder, "encoder/positions") ?? .table(try tensor("encoder/positions"))
    if let decoder = try positions(shape.decoder, "decoder/positions") { return (encoder, decoder) }
    guard case .table = encoder else {
      throw ModelFormatError(
        .missing, file: file, field: "decoder/positions", reason: "the weight is not in the file")
    }
    return (encoder, encoder)
  }

  /// nil when the file has no table of this name, and the description no sinusoid.
  private mutating func positions(
    _ stack: PackedModelDescription.Stack, _ name: String
  ) throws -> PositionEncoding? {
    if let sinusoid = stack.sinusoid {
      return .sinusoidal(firstPosition: sinusoid.firstPosition, denominator: sinusoid.denominator)
    }
    return entries[name] == nil ? nil : .table(try tensor(name))
  }

  /// A weight that nothing asked for belongs to a model that this engine would run wrongly.
  func refuseUnused() throws {
    if let name = entries.keys.min() {
      throw ModelFormatError(
        .invalid, file: file, field: name, reason: "no part of the model has a use for it")
    }
  }

  private mutating func decoderLayer(_ scope: String) throws -> DecoderLayerParameters {
    let memory: TargetMemoryParameters =
      entries["\(scope)/recurrent_unit/input/weight"] == nil
      ? .selfAttention(try selfAttention("\(scope)/self_attention"))
      : .recurrentUnit(
        RecurrentUnitParameters(
          norm: try norm("\(scope)/recurrent_unit/norm"), input: try linear("\(scope)/recurrent_unit/input"),
          forget: try linear("\(scope)/recurrent_unit/forget")))
    let cross = "\(scope)/cross_attention"
    return DecoderLayerParameters(
      targetMemory: memory,
      crossAttention: CrossAttentionParameters(
        norm: try norm("\(cross)/norm"), query: try linear("\(cross)/query"),
        keyValue: try linear("\(cross)/key_value"), output: try linear("\(cross)/output")),
      feedForward: try feedForward("\(scope)/feed_forward"))
  }

  private mutating func selfAttention(_ scope: String) throws -> SelfAttentionParameters {
    SelfAttentionParameters(
      norm: try norm("\(scope)/norm"), queryKeyValue: try linear("\(scope)/query_key_value"),
      output: try linear("\(scope)/output"))
  }

  private mutating func feedForward(_ scope: String) throws -> FeedForwardParameters {
    let norm = try norm("\(scope)/norm")
    var linears = [try linear("\(scope)/linear_0")]
    while entries["\(scope)/linear_\(linears.count)/weight"] != nil {
      linears.append(try linear("\(scope)/linear_\(linears.count)"))
    }
    return FeedForwardParameters(norm: norm, linears: linears)
  }

  private mutating func norm(_ scope: String) throws -> LayerNormParameters {
    LayerNormParameters(gamma: try tensor("\(scope)/gamma"), beta: try tensor("\(scope)/beta"))
  }

  private mutating func optionalNorm(_ scope: String) throws -> LayerNormParameters? {
    entries["\(scope)/gamma"] == nil ? nil : try norm(scope)
  }

  private mutating func linear(_ scope: String) throws -> LinearParameters {
    let weight = try tensor("\(scope)/weight")
    guard weight.order == .panels else {
      throw ModelFormatError(.invalid, file: file, field: "\(scope)/weight", reason: "is not in panels")
    }
    return LinearParameters(
      weight: weight, bias: entries["\(scope)/bias"] == nil ? nil : try tensor("\(scope)/bias"))
  }

  private mutating func tensor(_ name: String) throws -> Tensor {
    guard let entry = entries.removeValue(forKey: name) else {
      throw ModelFormatError(.missing, file: file, field: name, reason: "the weight is not in the file")
    }
    let start = weights.startIndex + entry.offset
    let data = weights[start..<start + entry.size]
    func make(
      _ type: Tensor.ElementType, _ order: Tensor.Order, _ scales: [Float] = []
    ) -> Tensor {
      Tensor(
        shape: entry.shape, elementType: type, order: order, data: data, scales: scales, isFileMapped: true)
    }
    let tensor =
      switch entry.form {
      case .float32: make(.float32, .rows)
      case .int8Panels: make(.int8, .panels)
      case .float32Panels: make(.float32, .panels)
      case .int8Rows: make(.int8, .rows, try scales(of: entry))
      }
    do {
      try tensor.validate(as: name, shape: entry.shape)
    } catch {
      throw ModelFormatError(
        .invalid, file: file, field: name, offset: entry.offset,
        reason: "\(entry.size) bytes do not hold a tensor of shape \(entry.shape)")
    }
    return tensor
  }

  private mutating func scales(of entry: PackedTensorTable.Entry) throws -> [Float] {
    let scales = try tensor("\(entry.name)/scale")
    guard scales.elementType == .float32, scales.shape == [entry.shape.first ?? 0] else {
      throw ModelFormatError(
        .invalid, file: file, field: "\(entry.name)/scale", reason: "is not one number for each row")
    }
    return scales.floats()
  }
}
