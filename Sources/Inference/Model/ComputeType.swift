/// The arithmetic of the large matrices.
public enum ComputeType: String, Sendable, CaseIterable, Codable {
  /// Weights in int8 by output row, activations in 7 bits by token: the fast default.
  case int8
  /// Single precision on our packed kernels. A row's result does not depend on its neighbours.
  case float32
  /// Single precision on OpenBLAS: the independent reference. Its last bits change with the batch.
  case float32BLAS = "float32-blas"
}
