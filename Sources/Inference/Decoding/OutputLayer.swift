import CKernels
import Foundation

/// Hidden vectors to the best next tokens. All logits of a row never stand in memory at once:
/// they are made, normalised and searched tile by tile while they are in cache.
struct OutputLayer: Sendable {
  /// Columns of one tile: with 32 rows it fills an eighth of a 512 KB second-level cache.
  private static let tilePanels = 32

  let linear: Linear
  /// What finds the likely words of a model that has no shortlists.
  let screen: VocabularyScreen?
  let kernels: KernelTable

  init(linear: Linear, screen: VocabularyScreen?, kernels: KernelTable) {
    self.linear = linear
    self.screen = screen
    self.kernels = kernels
  }

  /// The words `ids` alone: ascending, each once, all in the vocabulary.
  func narrowed(to ids: [Int32]) throws(InferenceError) -> NarrowedVocabulary {
    NarrowedVocabulary(ids: ids, weights: try SelectedOutputs(ids, of: linear, kernels: kernels))
  }

  /// The `count` likeliest tokens of each row of x [rows, d] with log-probabilities over the constrained words.
  /// A row has one constraint.
  func candidates(
    _ x: Operand, count: Int, constraints: [LogitConstraint], among words: WordChoice,
    scratch: inout OutputScratch
  ) throws(InferenceError) -> CandidateTable {
    let rows = constraints.count
    let wanted = min(count, Int(DK_MAX_CANDIDATES), words.vocabulary?.ids.count ?? linear.outputs)
    let logits = try scratch.topLogits.reserve(rows * wanted)
    let columns = try scratch.topColumns.reserve(rows * wanted)
    logits.update(repeating: -.infinity, count: rows * wanted)
    columns.update(repeating: -1, count: rows * wanted)
    let summaries = try scratch.summaries.reserve(rows)
    for row in 0..<rows {
      summaries[row] = dk_logits_row(
        maximum: -.infinity, exp_sum: 0, k: wanted, top_logits: logits + row * wanted,
        top_ids: columns + row * wanted)
    }
    let givenLogits = try scratch.givenLogits.reserve(rows)
    switch words {
    case .all:
      try reduce(
        x, constraints: constraints, from: linear, in: nil, into: summaries, givenLogits, scratch: &scratch)
    case .narrowed(let vocabulary):
      try reduce(
        x, constraints: constraints, from: vocabulary.weights, in: vocabulary, into: summaries, givenLogits,
        scratch: &scratch)
    case .screened:
      try reduceScreened(x, constraints: constraints, into: summaries, scratch: &scratch.screen)
    }

    let candidates = try scratch.candidates.reserve(rows * wanted)
    for row in 0..<rows {
      let normalizer = summaries[row].maximum + logf(summaries[row].exp_sum)
      let found = candidates + row * wanted
      for i in 0..<wanted {
        let column = columns[row * wanted + i]
        found[i] = Candidate(
          token: token(ofColumn: column, constraints[row], among: words),
          logProbability: logits[row * wanted + i] - normalizer)
      }
      if let given = constraints[row].given {
        let logProbability = givenLogits[row] - normalizer
        found.update(repeating: Candidate(token: -1, logProbability: 0), count: wanted)
        if !logProbability.isNaN { found[0] = Candidate(token: given, logProbability: logProbability) }
      }
    }
    let askedWidth = constraints.reduce(0) { max($0, Self.columns(of: $1.asked)) }
    let asked = try scratch.asked.reserve(max(rows * askedWidth, 1))
    for (row, constraint) in constraints.enumerated() {
      guard let words = constraint.asked else { continue }
      let values = asked + row * askedWidth
      let panels = dk_panels(words.ids.count)
      words.weights.logits(
        x.advanced(toRow: row), rows: 1, panels: 0..<panels, into: values, stride: askedWidth)
      let normalizer = summaries[row].maximum + logf(summaries[row].exp_sum)
      for column in words.ids.indices { values[column] -= normalizer }
    }
    return CandidateTable(candidates: candidates, width: wanted, asked: asked, askedWidth: askedWidth)
  }

  /// Whole panels of them.
  private static func columns(of words: NarrowedVocabulary?) -> Int {
    dk_panels(words?.ids.count ?? 0) * Int(DK_PANEL)
  }

  /// The id that a column stands for; -1 for none.
  private func token(ofColumn column: Int32, _ constraint: LogitConstraint, among words: WordChoice) -> Int32
  {
    guard column >= 0 else { return -1 }
    if let vocabulary = words.vocabulary { return vocabulary.ids[Int(column)] }
    let beyond = Int(column) - linear.outputs
    return beyond < 0 ? column : constraint.sourceWords?.ids[beyond] ?? -1
  }

  /// Takes all logits of `source` into `summaries`, and those of given words into `givenLogits`.
  private func reduce(
    _ x: Operand, constraints: [LogitConstraint], from source: some LogitSource,
    in vocabulary: NarrowedVocabulary?, into summaries: UnsafeMutablePointer<dk_logits_row>,
    _ givenLogits: UnsafeMutablePointer<Float>, scratch: inout OutputScratch
  ) throws(InferenceError) {
    let rows = constraints.count
    let width = Self.tilePanels * Int(DK_PANEL)
    let tile = try scratch.tile.reserve(rows * width)
    let panelCount = dk_panels(source.outputs)
    for first in stride(from: 0, to: panelCount, by: Self.tilePanels) {
      let panels = first..<min(first + Self.tilePanels, panelCount)
      let firstColumn = first * Int(DK_PANEL)
      let tileColumns = firstColumn..<min(panels.upperBound * Int(DK_PANEL), source.outputs)
      source.logits(x, rows: rows, panels: panels, into: tile, stride: width)
      for row in 0..<rows {
        let values = tile + row * width
        constraints[row].apply(to: values, columns: tileColumns, of: vocabulary)
        if let given = constraints[row].givenColumn(in: vocabulary), tileColumns.contains(given) {
          givenLogits[row] = values[given - firstColumn]
        }
        kernels.reduceLogits(values, tileColumns.count, Int32(firstColumn), summaries + row)
      }
    }
  }
}
