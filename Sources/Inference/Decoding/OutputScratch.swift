import CKernels

/// The output layer's working memory.
struct OutputScratch {
  var tile: Scratch<Float>  // [rows, tile columns]
  var topLogits: Scratch<Float>  // [rows, candidates]
  var topIDs: Scratch<Int32>  // [rows, candidates]
  var summaries: Scratch<dk_logits_row>  // [rows]
  var givenLogits: Scratch<Float>  // [rows]
  var screen: ScreenScratch

  init(kernels: KernelTable) throws(InferenceError) {
    tile = try Scratch()
    topLogits = try Scratch()
    topIDs = try Scratch()
    summaries = try Scratch()
    givenLogits = try Scratch()
    screen = try ScreenScratch(kernels: kernels)
  }
}
