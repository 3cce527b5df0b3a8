import CKernels

/// The output layer's working memory.
struct OutputScratch {
  var tile: Scratch<Float>  // [rows, tile columns]
  var topLogits: Scratch<Float>  // [rows, candidates]
  var topColumns: Scratch<Int32>  // [rows, candidates]
  var summaries: Scratch<dk_logits_row>  // [rows]
  var givenLogits: Scratch<Float>  // [rows]
  var asked: Scratch<Float>  // [rows, asked words]
  var candidates: Scratch<Candidate>  // [rows, candidates]
  var screen: ScreenScratch

  init(kernels: KernelTable) throws(InferenceError) {
    tile = try Scratch()
    topLogits = try Scratch()
    topColumns = try Scratch()
    summaries = try Scratch()
    givenLogits = try Scratch()
    asked = try Scratch()
    candidates = try Scratch()
    screen = try ScreenScratch(kernels: kernels)
  }
}
