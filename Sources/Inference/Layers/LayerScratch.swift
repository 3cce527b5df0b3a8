/// The working memory of one worker, shared by all layers in turn.
struct LayerScratch {
  var operands: OperandScratch
  var normed: Scratch<Float>  // [rows, d]
  var projected: Scratch<Float>  // [rows, 3d]: queries, keys and values
  var context: Scratch<Float>  // [rows, d]
  var hidden: Scratch<Float>  // [rows, ffn]
  var otherHidden: Scratch<Float>  // [rows, ffn], where feed-forward blocks are deep
  var attentionWeights: Scratch<Float>  // [queries, heads, length]

  init(computeType: ComputeType, kernels: KernelTable, sharing: SharedProduct?) throws(InferenceError) {
    operands = try OperandScratch(computeType: computeType, kernels: kernels, sharing: sharing)
    normed = try Scratch()
    projected = try Scratch()
    context = try Scratch()
    hidden = try Scratch()
    otherHidden = try Scratch()
    attentionWeights = try Scratch()
  }
}
