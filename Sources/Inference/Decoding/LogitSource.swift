import CKernels

/// A matrix that makes logits, panel by panel: of all words or of some.
protocol LogitSource {
  var outputs: Int { get }

  /// x: [rows, d]; y: [rows] of `stride` floats, y[0] the first output of the first panel.
  func logits(
    _ x: Operand, rows: Int, panels: Range<Int>, into y: UnsafeMutablePointer<Float>, stride: Int)
}

extension Linear: LogitSource {
  func logits(
    _ x: Operand, rows: Int, panels: Range<Int>, into y: UnsafeMutablePointer<Float>, stride: Int
  ) {
    apply(x, rows: rows, panels: panels, into: y, stride: stride)
  }
}
