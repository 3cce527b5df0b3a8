import Foundation

#if canImport(Inference)
  import Inference
#endif

/// Variables as tensors, with their shapes checked.
extension CTranslate2Reader {
  /// int16 weights saved without a scale were all multiplied by this.
  private static let int16ScaleBeforeItWasSaved: Float = 1000

  func has(_ name: String) -> Bool { file.variables[name] != nil }

  mutating func variable(_ name: String) throws -> CTranslate2Variable {
    guard let variable = optionalVariable(name) else { throw missing(name) }
    return variable
  }

  mutating func optionalVariable(_ name: String) -> CTranslate2Variable? {
    guard let variable = file.variables[name] else { return nil }
    used.insert(name)
    return variable
  }

  func missing(_ name: String) -> ModelFormatError {
    let reason =
      file.danglingAliases[name].map { "it is an alias of \($0), which the file does not hold" }
      ?? "the file does not hold it"
    return ModelFormatError(.missing, file: file.file, field: name, reason: reason)
  }

  func error(
    _ variable: CTranslate2Variable, kind: ModelFormatError.Kind = .invalid, _ reason: String
  ) -> ModelFormatError {
    ModelFormatError(
      kind, file: file.file, field: variable.name, offset: variable.offset, reason: reason)
  }

  /// y = x W^T + b; `rows` nil accepts any number of outputs.
  mutating func linear(_ scope: String, _ rows: Int?, _ columns: Int) throws -> LinearParameters {
    let weight = try matrix("\(scope)/weight", rows, columns)
    let bias = has("\(scope)/bias") ? try vector("\(scope)/bias", weight.rows) : nil
    return LinearParameters(weight: weight, bias: bias)
  }

  /// A float or quantised matrix with its scales.
  mutating func matrix(_ name: String, _ rows: Int?, _ columns: Int) throws -> Tensor {
    let variable = try variable(name)
    guard variable.shape.count == 2, variable.shape[1] == columns, variable.shape[0] > 0,
      rows == nil || variable.shape[0] == rows
    else {
      let expected = rows.map(String.init) ?? "any"
      throw error(variable, "has the shape \(variable.shape), not [\(expected), \(columns)]")
    }
    if variable.elementType == .int32 || has(name + "_zero") {
      throw error(variable, kind: .unsupported, "weights quantised by AWQ cannot be run")
    }
    return Tensor(
      shape: variable.shape, elementType: variable.elementType, data: variable.data,
      scales: try scales(of: variable, name), isFileMapped: file.isMapped)
  }

  private mutating func scales(of weight: CTranslate2Variable, _ name: String) throws -> [Float] {
    let expected: Int
    switch weight.elementType {
    case .float32, .float16, .bfloat16, .int32: return []
    case .int8: expected = weight.shape[0]
    case .int16: expected = 1
    }
    guard has(name + "_scale") || weight.elementType != .int16 else {
      return [Self.int16ScaleBeforeItWasSaved]
    }
    let variable = try variable(name + "_scale")
    guard let scales = variable.floats, scales.count == expected else {
      throw error(variable, "\(variable.count) values of this type are not the \(expected) scales")
    }
    if let index = scales.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
      throw error(variable, "scale \(index) is \(scales[index]), not a positive number")
    }
    return scales
  }

  /// A float vector.
  mutating func vector(_ name: String, _ count: Int) throws -> Tensor {
    let variable = try variable(name)
    guard variable.isFloat else { throw error(variable, "holds integers where floats belong") }
    guard variable.shape == [count] else {
      throw error(variable, "has the shape \(variable.shape), not [\(count)]")
    }
    return Tensor(
      shape: variable.shape, elementType: variable.elementType, data: variable.data)
  }

  mutating func norm(_ scope: String, _ dimension: Int) throws -> LayerNormParameters {
    let gamma = try vector("\(scope)/gamma", dimension)
    guard has("\(scope)/beta") || file.danglingAliases["\(scope)/beta"] != nil else {
      throw ModelFormatError(
        .unsupported, file: file.file, field: "\(scope)/beta",
        reason: "absent: root-mean-square norms cannot be run")
    }
    return LayerNormParameters(gamma: gamma, beta: try vector("\(scope)/beta", dimension))
  }

  mutating func optionalNorm(_ scope: String, _ dimension: Int) throws -> LayerNormParameters? {
    guard has("\(scope)/gamma") || has("\(scope)/beta") else { return nil }
    return try norm(scope, dimension)
  }

  /// A matrix that is the output layer's under an alias is not a second one.
  mutating func embedding(
    _ scope: String, _ dimension: Int, tiedTo outputWeight: CTranslate2Variable
  ) throws -> TransformerParameters.Tying {
    let tensor = try matrix("\(scope)/weight", nil, dimension)
    let stored = try variable("\(scope)/weight")
    return stored.name == outputWeight.name ? .outputLayer : .own(tensor)
  }
}
