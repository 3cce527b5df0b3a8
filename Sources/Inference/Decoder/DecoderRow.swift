/// One hypothesis at one step of the decoder.
struct DecoderRow {
  /// The token before this position; nil where the model starts from a zero vector.
  var token: Int32?
  /// From 0.
  var position: Int
  /// Cache rows of positions 0...position, in order; the last is written in this step.
  var history: [Int32]
}

/// Rows of one sentence, which attend to the same source.
struct DecoderGroup {
  var memory: SourceMemory
  var rows: Range<Int>
}
