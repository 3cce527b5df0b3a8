import Inference

extension TransformerParameters.Tying {
  /// Rows of a table of its own; nil for the output layer's.
  var rows: Int? {
    switch self {
    case .own(let tensor): tensor.rows
    case .outputLayer: nil
    }
  }
}
