import CKernels

extension OutputLayer {
  /// The words of a source sentence that `screen` leaves out, with the output layer's weights for them; nil for none.
  func words(
    of source: [Int32], leftOutBy screen: VocabularyScreen
  ) throws(InferenceError) -> NarrowedVocabulary? {
    let ids = Set(source.filter { $0 >= screen.wordCount && $0 < linear.outputs }).sorted()
    return ids.isEmpty ? nil : try narrowed(to: ids)
  }

  /// Takes the logits of the likely panels of each row of x [rows, d] into `summaries` [rows], and what the others
  /// add to the normaliser.
  func reduceScreened(
    _ x: Operand, constraints: [LogitConstraint], into summaries: UnsafeMutablePointer<dk_logits_row>,
    scratch: inout ScreenScratch
  ) throws(InferenceError) {
    guard let screen, case .int8(let weights) = linear.weights, let quantized = x.quantized else { return }
    let rows = constraints.count
    let panels = dk_panels(screen.wordCount)
    let width = Int(DK_PANEL)
    let maxima = try approximate(x, rows: rows, panels: panels, by: screen, scratch: &scratch)
    let lists = try choose(maxima, rows: rows, panels: panels, by: screen, scratch: &scratch)
    let stride = screen.panelCount * width
    let logits = try scratch.logits.reserve(rows * stride)
    let next = try scratch.next.reserve(rows)
    var matrix = weights.matrix(fromPanel: 0, outputs: linear.outputs)
    kernels.chosenPanels(quantized, rows, &matrix, lists, next, logits, stride)

    for row in 0..<rows {
      let rest = maxima + row * panels
      for i in 0..<lists[row].count {
        let panel = Int(lists[row].panels[i])
        let values = logits + row * stride + i * width
        let columns = panel * width..<min(panel * width + width, screen.wordCount)
        constraints[row].apply(to: values, columns: columns, of: nil)
        kernels.reduceLogits(values, columns.count, Int32(columns.lowerBound), summaries + row)
        rest[panel] = -.infinity
      }
      try reduceSourceWords(x, row: row, constraints[row], into: summaries + row, scratch: &scratch)
      let maximum = summaries[row].maximum
      if maximum > -.infinity {
        summaries[row].exp_sum += screen.rest(
          kept: summaries[row].exp_sum, estimate: kernels.exponentialSum(rest, panels, maximum))
      }
    }
  }

  /// Takes the logits of the sentence's own words that the screen leaves out, as columns behind all others.
  private func reduceSourceWords(
    _ x: Operand, row: Int, _ constraint: LogitConstraint, into summary: UnsafeMutablePointer<dk_logits_row>,
    scratch: inout ScreenScratch
  ) throws(InferenceError) {
    guard let words = constraint.sourceWords else { return }
    let panels = dk_panels(words.ids.count)
    let stride = panels * Int(DK_PANEL)
    let logits = try scratch.sourceLogits.reserve(stride)
    words.weights.logits(x.advanced(toRow: row), rows: 1, panels: 0..<panels, into: logits, stride: stride)
    constraint.apply(to: logits, columns: words.ids.indices, of: words)
    kernels.reduceLogits(logits, words.ids.count, Int32(linear.outputs), summary)
  }

  /// The best approximate logit of each panel, [rows, panels].
  private func approximate(
    _ x: Operand, rows: Int, panels: Int, by screen: VocabularyScreen, scratch: inout ScreenScratch
  ) throws(InferenceError) -> UnsafeMutablePointer<Float> {
    let rank = screen.projection.outputs
    let projected = try scratch.projected.reserve(rows * rank)
    screen.projection(x, rows: rows, into: projected, stride: rank)
    let operand = try scratch.operands.operand(projected, rows: rows, columns: rank)
    let maxima = try scratch.maxima.reserve(rows * panels)
    if let quantized = operand.quantized {
      let matrix = screen.words.matrix(fromPanel: 0, outputs: screen.wordCount)
      x.make(
        PanelProduct(
          factors: .maxima(kernels.panelMaxima, quantized, matrix), rows: rows, activation: DK_IDENTITY,
          residual: nil, result: maxima, stride: panels))
    }
    for row in 0..<rows { maxima[row * panels + screen.endPanel] = .infinity }
    return maxima
  }

  /// The likely panels of each row, [rows].
  private func choose(
    _ maxima: UnsafeMutablePointer<Float>, rows: Int, panels: Int, by screen: VocabularyScreen,
    scratch: inout ScreenScratch
  ) throws(InferenceError) -> UnsafeMutablePointer<dk_panel_list> {
    let sorted = try scratch.sorted.reserve(panels)
    let chosen = try scratch.chosen.reserve(rows * screen.panelCount)
    let lists = try scratch.lists.reserve(rows)
    for row in 0..<rows {
      let own = chosen + row * screen.panelCount
      let count = kernels.choosePanels(maxima + row * panels, panels, screen.panelCount, sorted, own)
      lists[row] = dk_panel_list(panels: own, count: count)
    }
    return lists
  }
}
