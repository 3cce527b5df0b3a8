/// One hypothesis at one position of the decoder.
struct DecoderRow {
  /// The token before this position; nil where the model starts from a zero vector.
  var token: Int32?
  /// From 0.
  var position: Int
  /// Its part of the step's `histories`: cache rows of positions 0...position, in order. The last is written in
  /// this step.
  var history: Range<Int>
  /// Receives the mean cross-attention of the alignment heads, [source length], zero before; nil for none.
  var attention: UnsafeMutablePointer<Float>?
}
