import Foundation

#if canImport(Inference)
  import Inference
#endif

/// Arrays as tensors, with their shapes checked.
extension HuggingFaceReader {
  func missing(_ name: String) -> ModelFormatError {
    ModelFormatError(.missing, file: file, field: name, reason: "the weights do not hold it")
  }

  mutating func array(_ name: String, _ shape: [Int]) throws -> (array: StoredArray, type: Tensor.ElementType)
  {
    guard let array = arrays[name] else { throw missing(name) }
    used.insert(name)
    guard let type = array.elementType.weightType else {
      throw array.error(.unsupported, "holds \(array.elementType.rawValue), no floats of 32 or 16 bits")
    }
    guard array.shape == shape else { throw array.error("has the shape \(array.shape), not \(shape)") }
    return (array, type)
  }

  mutating func tensor(_ name: String, _ shape: [Int]) throws -> Tensor {
    let (array, type) = try array(name, shape)
    return Tensor(shape: shape, elementType: type, data: array.data, isFileMapped: array.isMapped)
  }

  /// y = x W^T + b: weight [outputs, inputs]
  mutating func linear(_ scope: String, _ outputs: Int, _ inputs: Int) throws -> LinearParameters {
    LinearParameters(
      weight: try tensor("\(scope).weight", [outputs, inputs]), bias: try tensor("\(scope).bias", [outputs]))
  }

  mutating func projection(_ scope: String) throws -> LinearParameters {
    try linear(scope, settings.modelDimension, settings.modelDimension)
  }

  /// Several projections of one input as one, their outputs in turn.
  mutating func stacked(_ scopes: [String]) throws -> LinearParameters {
    let dimension = settings.modelDimension
    let outputs = scopes.count * dimension
    return LinearParameters(
      weight: try concatenated(
        scopes.map { "\($0).weight" }, [dimension, dimension], as: [outputs, dimension]),
      bias: try concatenated(scopes.map { "\($0).bias" }, [dimension], as: [outputs]))
  }

  private mutating func concatenated(_ names: [String], _ shape: [Int], as whole: [Int]) throws -> Tensor {
    var data = Data()
    var first: (array: StoredArray, type: Tensor.ElementType)?
    for name in names {
      let (array, type) = try array(name, shape)
      if let first, first.type != type {
        throw array.error(
          "holds \(array.elementType.rawValue), \(first.array.name) \(first.array.elementType.rawValue)")
      }
      if first == nil { data.reserveCapacity(array.data.count * names.count) }
      first = first ?? (array, type)
      data.append(array.data)
    }
    return Tensor(shape: whole, elementType: first?.type ?? .float32, data: data)
  }

  mutating func norm(_ scope: String) throws -> LayerNormParameters {
    let shape = [settings.modelDimension]
    return LayerNormParameters(
      gamma: try tensor("\(scope).weight", shape), beta: try tensor("\(scope).bias", shape))
  }

  // MARK: Embeddings and the output layer

  static let shared = "model.shared.weight"
  static let output = "lm_head.weight"
  static func embedding(_ side: String) -> String { "model.\(side).embed_tokens.weight" }

  struct Embeddings {
    var encoder: TransformerParameters.Tying
    var decoder: TransformerParameters.Tying
    /// [targetVocabulary, d]
    var output: Tensor
  }

  /// Files hold a tied matrix under one of its names or under all of them; config.json says which are one.
  mutating func embeddings() throws -> Embeddings {
    let dimension = settings.modelDimension
    let targetShape = [settings.decoderVocabularySize, dimension]
    func firstStored(_ names: [String]) -> String { names.first { arrays[$0] != nil } ?? names[0] }
    let targetNames =
      settings.sharesEmbeddings
      ? [Self.shared, Self.embedding("decoder"), Self.embedding("encoder")] : [Self.embedding("decoder")]
    let target = firstStored(settings.tiesOutput ? targetNames + [Self.output] : targetNames)
    let targetTensor = try tensor(target, targetShape)
    let output = settings.tiesOutput ? targetTensor : try tensor(Self.output, targetShape)
    let decoder: TransformerParameters.Tying = settings.tiesOutput ? .outputLayer : .own(targetTensor)
    guard !settings.sharesEmbeddings else {
      return Embeddings(encoder: decoder, decoder: decoder, output: output)
    }
    let source = try tensor(Self.embedding("encoder"), [settings.vocabularySize, dimension])
    return Embeddings(encoder: .own(source), decoder: decoder, output: output)
  }

  /// MarianMT has one, [1, targetVocabulary].
  mutating func outputBias() throws -> Tensor? {
    let name = "final_logits_bias"
    guard settings.family == .marian, arrays[name] != nil else { return nil }
    let count = settings.decoderVocabularySize
    let (array, type) = try array(name, [1, count])
    return Tensor(shape: [count], elementType: type, data: array.data, isFileMapped: array.isMapped)
  }

  // MARK: Positions

  /// MarianMT's positions begin at 0 and M2M100's at 2; the denominators differ.
  ///
  /// MarianMT's may stand in the file, where transformers reads them: a table that is not what it would have
  /// made is used as it is.
  mutating func positionEncoding(_ side: String) throws -> PositionEncoding {
    let half = Float(settings.modelDimension / 2)
    switch settings.family {
    case .m2m100:
      return .sinusoidal(firstPosition: 2, denominator: half - 1)
    case .marian:
      let name = "model.\(side).embed_positions.weight"
      guard let stored = arrays[name] else { return .sinusoidal(firstPosition: 0, denominator: half) }
      let table = try tensor(name, [stored.shape.first ?? 0, settings.modelDimension])
      guard table.rows > 0 else { throw stored.error("has no positions") }
      return isGenerated(table) ? .sinusoidal(firstPosition: 0, denominator: half) : .table(table)
    }
  }

  /// Whether the first and the last rows are sines and cosines of their positions.
  private func isGenerated(_ table: Tensor) -> Bool {
    let columns = table.columns
    let half = columns / 2
    for row in Set([0, min(1, table.rows - 1), table.rows / 2, table.rows - 1]) {
      let size = table.elementType.size * columns
      let start = table.data.startIndex + row * size
      let stored = Tensor(
        shape: [1, columns], elementType: table.elementType, data: table.data[start..<start + size]
      ).floats()
      for i in 0..<half {
        let angle = Double(row) / pow(10000, Double(i) / Double(half))
        guard abs(Double(stored[i]) - sin(angle)) < 0.01, abs(Double(stored[half + i]) - cos(angle)) < 0.01
        else { return false }
      }
    }
    return true
  }
}
