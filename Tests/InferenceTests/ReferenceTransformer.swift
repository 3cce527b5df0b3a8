import Foundation
import Inference

/// The whole network in plain loops and double precision, a sequence at once, with nothing kept between steps;
/// its activation is ReLU.
struct ReferenceTransformer {
  typealias Vector = [Double]
  typealias Map = (Vector) -> Vector
  /// The positions of a sequence before and after a block.
  typealias Block = ([Vector]) -> [Vector]

  let configuration: TransformerConfiguration
  let parameters: TransformerParameters
  let tokens: SpecialTokens

  init(_ tiny: TinyModel) {
    configuration = tiny.configuration
    parameters = tiny.parameters()
    tokens = TinyModel.tokens
  }

  /// What the model says of `target` and the end mark after it.
  /// - Returns: log-probabilities [target + 1][vocabulary]; cross-attention
  ///   [layers][heads][target + 1][source].
  func forward(
    source: [Int32], target: [Int32]
  ) -> (logProbabilities: [Vector], attention: [[[Vector]]]) {
    let encoded = encode(source)
    var x = embed([configuration.startFromZeroEmbedding ? nil : tokens.start] + target, .decoder)
    var attention: [[[Vector]]] = []
    for layer in parameters.decoderLayers {
      switch layer.targetMemory {
      case .selfAttention(let own): x = selfAttention(own, configuration.decoder, isCausal: true)(x)
      case .recurrentUnit(let unit): x = recurrentUnit(unit)(x)
      }
      let cross = layer.crossAttention
      let keyValue = linear(cross.keyValue)
      let (keys, values) = halves(encoded.map(keyValue))
      x = block(cross.norm, configuration.decoder) { x in
        let (context, weights) = attend(
          x.map(linear(cross.query)), keys, values, heads: configuration.decoder.headCount, isCausal: false)
        attention.append(weights)
        return context.map(linear(cross.output))
      }(x)
      x = feedForward(layer.feedForward, configuration.decoder)(x)
    }
    x = parameters.decoderNorm.map { x.map(norm($0, configuration.decoder)) } ?? x
    return (x.map(linear(parameters.outputLayer)).map(logSoftmax), attention)
  }

  private func encode(_ source: [Int32]) -> [Vector] {
    var x = embed(source, .encoder)
    for layer in parameters.encoderLayers {
      x = selfAttention(layer.selfAttention, configuration.encoder, isCausal: false)(x)
      x = feedForward(layer.feedForward, configuration.encoder)(x)
    }
    return parameters.encoderNorm.map { x.map(norm($0, configuration.encoder)) } ?? x
  }

  private enum Side { case encoder, decoder }

  private func embed(_ ids: [Int32?], _ side: Side) -> [Vector] {
    let tying = side == .encoder ? parameters.encoderEmbedding : parameters.decoderEmbedding
    let table: [Vector] =
      switch tying {
      case .own(let tensor): rows(tensor)
      case .outputLayer: rows(parameters.outputLayer.weight)
      }
    let stack = side == .encoder ? configuration.encoder : configuration.decoder
    guard case .sinusoidal(let first, let denominator) = stack.positionEncoding else { return [] }
    let half = configuration.modelDimension / 2
    return ids.enumerated().map { position, id in
      let vector = id.map { table[Int($0)] } ?? Vector(repeating: 0, count: 2 * half)
      return vector.enumerated().map { i, value in
        let angle = Double(position + first) / pow(10000, Double(i % half) / Double(denominator))
        return value * Double(stack.embeddingMultiplier) + (i < half ? sin(angle) : cos(angle))
      }
    }
  }

  /// The residual sum with its norm where the stack wants it.
  private func block(
    _ parameters: LayerNormParameters, _ stack: StackConfiguration, _ body: @escaping Block
  ) -> Block {
    let norm = norm(parameters, stack)
    return { x in
      let sums = zip(x, body(stack.preNorm ? x.map(norm) : x)).map { zip($0, $1).map(+) }
      return stack.preNorm ? sums : sums.map(norm)
    }
  }

  private func selfAttention(
    _ own: SelfAttentionParameters, _ stack: StackConfiguration, isCausal: Bool
  ) -> Block {
    block(own.norm, stack) { x in
      let d = configuration.modelDimension
      let projected = x.map(linear(own.queryKeyValue))
      let (context, _) = attend(
        projected.map { Array($0[..<d]) }, projected.map { Array($0[d..<2 * d]) },
        projected.map { Array($0[(2 * d)...]) }, heads: stack.headCount, isCausal: isCausal)
      return context.map(linear(own.output))
    }
  }

  private func recurrentUnit(_ unit: RecurrentUnitParameters) -> Block {
    block(unit.norm, configuration.decoder) { x in
      var cell = Vector(repeating: 0, count: configuration.modelDimension)
      return zip(x.map(linear(unit.input)), x.map(linear(unit.forget))).map { taken, gates in
        for i in cell.indices {
          let forget = 1 / (1 + exp(-gates[i]))
          cell[i] = forget * cell[i] + (1 - forget) * taken[i]
        }
        return cell.map { max($0, 0) }
      }
    }
  }

  private func feedForward(_ parameters: FeedForwardParameters, _ stack: StackConfiguration) -> Block {
    block(parameters.norm, stack) { x in
      parameters.linears.enumerated().reduce(x) { x, layer in
        let out = x.map(linear(layer.element))
        return layer.offset == parameters.linears.count - 1 ? out : out.map { $0.map { max($0, 0) } }
      }
    }
  }

  /// - Returns: context [queries]; weights [heads][queries][keys].
  private func attend(
    _ queries: [Vector], _ keys: [Vector], _ values: [Vector], heads: Int, isCausal: Bool
  ) -> ([Vector], [[Vector]]) {
    let width = configuration.modelDimension / heads
    var context = queries.map { _ in Vector() }
    let weights = (0..<heads).map { head in
      let part = head * width..<(head + 1) * width
      return queries.enumerated().map { i, query in
        let logits = keys.enumerated().map { j, key in
          isCausal && j > i ? -.infinity : dot(query[part], key[part]) / Double(width).squareRoot()
        }
        let weights = logSoftmax(logits).map { exp($0) }
        context[i] += part.map { column in dot(weights[...], values.map { $0[column] }[...]) }
        return weights
      }
    }
    return (context, weights)
  }

  private func linear(_ parameters: LinearParameters) -> Map {
    let weights = rows(parameters.weight)
    let bias = parameters.bias.map(reals)
    return { x in weights.enumerated().map { dot($1[...], x[...]) + (bias?[$0] ?? 0) } }
  }

  private func norm(_ parameters: LayerNormParameters, _ stack: StackConfiguration) -> Map {
    let (gamma, beta) = (reals(parameters.gamma), reals(parameters.beta))
    return { x in
      let mean = x.reduce(0, +) / Double(x.count)
      let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
      let deviation = (variance + Double(stack.layerNormEpsilon)).squareRoot()
      return x.indices.map { (x[$0] - mean) / deviation * gamma[$0] + beta[$0] }
    }
  }
}

private func dot(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
  a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in
      var (sum, i) = (0.0, 0)
      while i < a.count {
        sum += a[i] * b[i]
        i += 1
      }
      return sum
    }
  }
}

private func logSoftmax(_ logits: [Double]) -> [Double] {
  let top = logits.max() ?? 0
  let normalizer = top + log(logits.reduce(0) { $0 + exp($1 - top) })
  return logits.map { $0 - normalizer }
}

private func halves(_ rows: [[Double]]) -> ([[Double]], [[Double]]) {
  (rows.map { Array($0[..<($0.count / 2)]) }, rows.map { Array($0[($0.count / 2)...]) })
}

private func reals(_ tensor: Tensor) -> [Double] {
  tensor.data.withUnsafeBytes { bytes in
    (0..<tensor.count).map { Double(bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self)) }
  }
}

private func rows(_ tensor: Tensor) -> [[Double]] {
  let values = reals(tensor)
  return (0..<tensor.rows).map { Array(values[$0 * tensor.columns..<($0 + 1) * tensor.columns]) }
}
