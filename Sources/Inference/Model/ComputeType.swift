/// The arithmetic of the large matrices.
public enum ComputeType: String, Sendable, CaseIterable, Codable {
  /// Weights in int8 by output row, activations in 7 bits by token: the fast default.
  case int8
  /// Single precision on our packed kernels. A row's result does not depend on its neighbours.
  case float32
  /// Single precision on OpenBLAS: the independent reference. Its last bits change with the batch.
  case float32BLAS = "float32-blas"

  /// Whether a row's result is the same, to the last bit, whatever rows are computed beside it.
  var keepsRowsApart: Bool { self != .float32BLAS }

  /// The widest model whose attention stays in float32 when all else is int8.
  private static let narrowModel = 256

  /// The arithmetic of the attention's own matrices. What a narrow model attends to suffers most from 7-bit
  /// activations: on a student of dimension 256 these matrices in float32, a tenth of the time, bring back most
  /// of what int8 costs (pt-en, BLEU and chrF2: all int8 45.18 and 69.11, so 45.41 and 69.26, float32 45.46 and
  /// 69.32). Models of dimension 512 lose nothing by int8.
  package func forAttention(modelDimension: Int) -> ComputeType {
    self == .int8 && modelDimension <= Self.narrowModel ? .float32 : self
  }
}
