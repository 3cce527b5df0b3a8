import CKernels

/// The working memory of vocabulary screening.
struct ScreenScratch {
  var projected: Scratch<Float>  // [rows, rank]
  var operands: OperandScratch
  var maxima: Scratch<Float>  // [rows, panels]: the best approximate logit of each panel
  var sorted: Scratch<Float>  // [panels]
  var chosen: Scratch<Int32>  // [rows, chosen panels]
  var lists: Scratch<dk_panel_list>  // [rows]
  var next: Scratch<Int>  // [rows]
  var logits: Scratch<Float>  // [rows, chosen panels, 16]
  var sourceLogits: Scratch<Float>  // [panels of a sentence's own words, 16]

  init(kernels: KernelTable) throws(InferenceError) {
    projected = try Scratch()
    operands = try OperandScratch(computeType: .int8, kernels: kernels, sharing: nil)
    maxima = try Scratch()
    sorted = try Scratch()
    chosen = try Scratch()
    lists = try Scratch()
    next = try Scratch()
    logits = try Scratch()
    sourceLogits = try Scratch()
  }
}
