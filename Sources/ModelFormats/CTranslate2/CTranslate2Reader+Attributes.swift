import Foundation

#if canImport(Inference)
  import Inference
#endif

/// The numbers and flags beside the weights, with the defaults of the format.
extension CTranslate2Reader {
  mutating func stack(
    _ scope: String, _ dimension: Int, _ epsilon: Float
  ) throws -> StackConfiguration {
    let headCount = try shared(scope, "num_heads", defaultHeadCount)
    guard headCount > 0, dimension % headCount == 0 else {
      throw ModelFormatError(
        .invalid, file: file.file, field: "\(scope)/num_heads",
        reason: "\(headCount) heads do not divide the model dimension \(dimension)")
    }
    let preNorm = try shared(scope, "pre_norm", 1) != 0
    let activation = try activation(scope)
    if scope == "encoder" { _ = try shared(scope, "embeddings_merge", 0) }
    return StackConfiguration(
      headCount: headCount, preNorm: preNorm, activation: activation,
      embeddingMultiplier: try embeddingMultiplier(scope, dimension),
      positionEncoding: try positionEncoding(scope, dimension), layerNormEpsilon: epsilon)
  }

  /// An integer attribute; the default when the file has none.
  mutating func integer(_ name: String, _ byDefault: Int) throws -> Int {
    guard let variable = optionalVariable(name) else { return byDefault }
    guard variable.count == 1, let value = variable.integers?.first else {
      throw error(variable, "not a single integer")
    }
    return value
  }

  /// Before revision 5 the encoder and the decoder had these attributes in common, at top level.
  private mutating func shared(_ scope: String, _ name: String, _ byDefault: Int) throws -> Int {
    if has("\(scope)/\(name)") || file.revision >= 5 {
      return try integer("\(scope)/\(name)", byDefault)
    }
    return try integer(name, byDefault)
  }

  /// Before revision 3 the number of heads went by the specification's name.
  private var defaultHeadCount: Int {
    file.specification == "TransformerBig" && file.revision < 3 ? 16 : 8
  }

  private mutating func activation(_ scope: String) throws -> ActivationFunction {
    let code = try shared(scope, "activation", 0)
    switch code {
    case 0: return .relu
    case 1: return .geluTanh
    case 2: return .swish
    case 3: return .gelu
    case 4: return .geluSigmoid
    default:
      throw ModelFormatError(
        .unsupported, file: file.file, field: "\(scope)/activation",
        reason: "activation \(code) is not one of 0 to 4")
    }
  }

  /// A flag asks for sqrt(d) or 1, a float is the factor itself; without either it is sqrt(d).
  private mutating func embeddingMultiplier(_ scope: String, _ dimension: Int) throws -> Float {
    let root = Float(dimension).squareRoot()
    guard
      let variable = optionalVariable("\(scope)/scale_embeddings")
        ?? optionalVariable("\(scope)/embeddings/multiply_by_sqrt_depth")
    else { return root }
    guard variable.count == 1 else { throw error(variable, "not a single value") }
    if variable.elementType == .int8 { return variable.integers?.first == 0 ? 1 : root }
    guard let factor = variable.floats?.first, factor.isFinite else {
      throw error(variable, "neither a flag nor a finite factor")
    }
    return factor
  }

  private mutating func positionEncoding(
    _ scope: String, _ dimension: Int
  ) throws -> PositionEncoding {
    let name = "\(scope)/position_encodings/encodings"
    guard has(name) else {
      // The first position is 1 here, and the exponents end at exactly 1: d/2 - 1.
      // A dimension of 2 has a single exponent, 0, whatever it is divided by.
      let denominator = max(Float(dimension / 2 - 1), 1)
      guard dimension % 2 == 0 else {
        throw ModelFormatError(
          .unsupported, file: file.file, field: name,
          reason: "absent, and positions cannot be made for the odd dimension \(dimension)")
      }
      return .sinusoidal(firstPosition: 1, denominator: denominator)
    }
    let table = try matrix(name, nil, dimension)
    guard table.scales.isEmpty else {
      throw error(try variable(name), "holds integers where floats belong")
    }
    return .table(table)
  }

  /// The heads that align target with source: the first of one layer, all of them for a count of 0.
  mutating func alignment(layers: Int, heads: Int) throws -> [AlignmentHead] {
    let layer = try shared("decoder", "alignment_layer", -1)
    let headCount = try shared("decoder", "alignment_heads", 1)
    guard (-layers..<layers).contains(layer) else {
      throw ModelFormatError(
        .invalid, file: file.file, field: "decoder/alignment_layer",
        reason: "\(layer) is not one of \(layers) layers")
    }
    guard (0...heads).contains(headCount) else {
      throw ModelFormatError(
        .invalid, file: file.file, field: "decoder/alignment_heads",
        reason: "\(headCount) is more than \(heads) heads")
    }
    let wanted = layer < 0 ? layers + layer : layer
    return (0..<(headCount == 0 ? heads : headCount)).map { AlignmentHead(layer: wanted, head: $0) }
  }

  /// The factor on q.k when the file names one: for every attention the same, or it is refused.
  mutating func queryScale(_ encoderLayers: Int, _ decoderLayers: Int) throws -> Float? {
    let blocks =
      (0..<encoderLayers).map { "encoder/layer_\($0)/self_attention" }
      + (0..<decoderLayers).flatMap {
        ["decoder/layer_\($0)/self_attention", "decoder/layer_\($0)/attention"]
      }
    var scales: [Float?] = []
    for block in blocks {
      guard let variable = optionalVariable("\(block)/queries_scale") else {
        scales.append(nil)
        continue
      }
      guard variable.count == 1, let scale = variable.floats?.first, scale.isFinite else {
        throw error(variable, "not a single finite factor")
      }
      scales.append(scale)
    }
    guard Set(scales).count == 1 else {
      throw ModelFormatError(
        .unsupported, file: file.file, field: "queries_scale",
        reason: "the attention blocks do not all have the same factor")
    }
    return scales[0]
  }
}
