import Foundation

#if canImport(Inference)
  import Inference
#endif

/// Arrays as the engine's tensors, with their shapes checked: Marian's weights are [inputs, outputs], the
/// engine's [outputs, inputs].
extension MarianReader {
  mutating func tensor(_ name: String) throws -> MarianTensor {
    guard let tensor = file.tensors[name] else {
      throw ModelFormatError(.missing, file: file.file, field: name, reason: "the file does not hold it")
    }
    used.insert(name)
    return tensor
  }

  func error(
    _ tensor: MarianTensor, kind: ModelFormatError.Kind = .invalid, _ reason: String
  ) -> ModelFormatError {
    ModelFormatError(kind, file: file.file, field: tensor.name, offset: tensor.offset, reason: reason)
  }

  func wrongShape(_ tensor: MarianTensor, _ expected: [Int?]) -> ModelFormatError {
    let sizes = expected.map { $0.map(String.init) ?? "any" }.joined(separator: ", ")
    return error(tensor, "has the shape \(tensor.shape), not [\(sizes)]")
  }

  /// y = x W + b; `outputs` nil accepts any number.
  mutating func linear(
    _ name: String, bias: String?, inputs: Int, outputs: Int?
  ) throws -> LinearParameters {
    let weight = try matrix(name, inputs: inputs, outputs: outputs)
    return LinearParameters(weight: weight, bias: try bias.map { try vector($0, weight.rows) })
  }

  mutating func matrix(_ name: String, inputs: Int, outputs: Int?) throws -> Tensor {
    let tensor = try tensor(name)
    guard tensor.shape.count == 2, tensor.shape[0] == inputs, outputs == nil || tensor.shape[1] == outputs
    else {
      throw wrongShape(tensor, [inputs, outputs])
    }
    let (type, scales) = try weight(tensor, rows: tensor.shape[1])
    let shape = [tensor.shape[1], tensor.shape[0]]
    return tensor.isTransposed
      ? Tensor(
        shape: shape, elementType: type, data: tensor.data, scales: scales, isFileMapped: file.isMapped)
      : Tensor(
        shape: shape, elementType: type,
        data: MatrixBytes.transposed(
          tensor.data, rows: tensor.shape[0], columns: tensor.shape[1], width: type.size),
        scales: scales)
  }

  /// A matrix whose rows and columns are already where the engine wants them.
  func rowMajor(_ tensor: MarianTensor) throws -> Tensor {
    let (type, scales) = try weight(tensor, rows: tensor.shape[0])
    return tensor.isTransposed
      ? Tensor(
        shape: tensor.shape, elementType: type,
        data: MatrixBytes.transposed(
          tensor.data, rows: tensor.shape[1], columns: tensor.shape[0], width: type.size),
        scales: scales)
      : Tensor(
        shape: tensor.shape, elementType: type, data: tensor.data, scales: scales, isFileMapped: file.isMapped
      )
  }

  /// The element type and the scales of a matrix with `rows` rows in the engine.
  private func weight(_ tensor: MarianTensor, rows: Int) throws -> (Tensor.ElementType, [Float]) {
    guard let (type, multiplier) = tensor.weight else {
      throw error(tensor, kind: .unsupported, "holds \(tensor.content) where weights belong")
    }
    guard let multiplier else { return (type, []) }
    guard multiplier > 0, multiplier.isFinite else {
      throw error(tensor, "its multiplier is \(multiplier), not a positive number")
    }
    return (type, Array(repeating: multiplier, count: type == .int8 ? rows : 1))
  }

  /// A float vector, stored as one row.
  mutating func vector(_ name: String, _ count: Int) throws -> Tensor {
    let tensor = try tensor(name)
    guard tensor.content == .float32 || tensor.content == .float16, let type = tensor.weight?.type else {
      throw error(tensor, "holds \(tensor.content) where floats belong")
    }
    guard tensor.shape == [1, count] || tensor.shape == [count] else { throw wrongShape(tensor, [1, count]) }
    return Tensor(shape: [count], elementType: type, data: tensor.data)
  }

  /// The layers' outputs one after another.
  func stacked(_ linears: [LinearParameters], _ name: String) throws -> LinearParameters {
    let weights = linears.map(\.weight)
    guard let stacked = Tensor.stacked(weights) else {
      throw ModelFormatError(
        .unsupported, file: file.file, field: name, reason: "is stored in another type than its siblings")
    }
    let biases = linears.compactMap(\.bias)
    guard biases.count == linears.count else { return LinearParameters(weight: stacked, bias: nil) }
    guard let bias = Tensor.stacked(biases) else {
      throw ModelFormatError(
        .unsupported, file: file.file, field: name, reason: "has a bias of another type than its siblings")
    }
    return LinearParameters(weight: stacked, bias: bias)
  }

  static func identity(_ dimension: Int) -> Tensor {
    var values = [Float](repeating: 0, count: dimension * dimension)
    for index in 0..<dimension { values[index * dimension + index] = 1 }
    return Tensor(
      shape: [dimension, dimension], elementType: .float32, data: values.withUnsafeBytes { Data($0) })
  }
}
