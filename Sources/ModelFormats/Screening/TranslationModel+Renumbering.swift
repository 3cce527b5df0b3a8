import Foundation
import Inference

extension TranslationModel {
  /// Gives all words other ids: the same model otherwise.
  /// - Parameter order: for each new id the old one, all of them once.
  /// - Returns: false, and nothing changed, where source and target have vocabularies of their own.
  package mutating func renumberWords(_ order: [Int32]) -> Bool {
    let tables = [parameters.encoderEmbedding, parameters.decoderEmbedding].compactMap(\.table)
    let tensors = tables + [parameters.outputLayer.weight] + (parameters.outputLayer.bias.map { [$0] } ?? [])
    guard let tokenizer = tokenizer.renumbered(order), shortlist == nil, languageMarking == nil,
      tensors.allSatisfy({ $0.hasRows(order.count) })
    else { return false }
    self.tokenizer = tokenizer
    parameters.encoderEmbedding = parameters.encoderEmbedding.reordered(order)
    parameters.decoderEmbedding = parameters.decoderEmbedding.reordered(order)
    parameters.outputLayer.weight = parameters.outputLayer.weight.reordered(order)
    parameters.outputLayer.bias = parameters.outputLayer.bias?.reordered(order)
    tokens = tokens.renumbered(order)
    return true
  }
}

extension SpecialTokens {
  fileprivate func renumbered(_ order: [Int32]) -> SpecialTokens {
    func place(_ id: Int32) -> Int32 { order.firstIndex(of: id).map { Int32($0) } ?? id }
    return SpecialTokens(
      start: place(start), end: place(end), unknown: place(unknown), sourceBegin: sourceBegin.map(place),
      sourceEnd: sourceEnd.map(place), suppressed: suppressed.map(place))
  }
}

extension TransformerParameters.Tying {
  fileprivate var table: Tensor? {
    guard case .own(let table) = self else { return nil }
    return table
  }

  fileprivate func reordered(_ order: [Int32]) -> Self {
    guard case .own(let table) = self else { return .outputLayer }
    return .own(table.reordered(order))
  }
}

extension Tensor {
  /// Whether it is a matrix or vector of `count` rows that can be taken one by one.
  fileprivate func hasRows(_ count: Int) -> Bool {
    rows == count && order == .rows && data.count == self.count * elementType.size
      && (elementType != .int8 || scales.count == count)
  }

  /// Row `ids[i]` as row i.
  fileprivate func reordered(_ ids: [Int32]) -> Tensor {
    let size = columns * elementType.size
    var reordered = Data(capacity: data.count)
    for id in ids {
      let start = data.startIndex + Int(id) * size
      reordered.append(data[start..<start + size])
    }
    return Tensor(
      shape: shape, elementType: elementType, data: reordered,
      scales: elementType == .int8 ? ids.map { scales[Int($0)] } : scales)
  }
}
