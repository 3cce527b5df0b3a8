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

  /// The `count` likeliest tokens of each row of x [rows, d], best first, with log-probabilities over the
  /// constrained vocabulary.
  func candidates(
    _ x: Operand, rows: Int, count: Int, constraints: [LogitConstraint], among words: WordChoice,
    scratch: inout OutputScratch
  ) throws(InferenceError) -> [[Candidate]] {
    guard case .narrowed(let vocabulary) = words else {
      var screens = false
      if case .screened = words { screens = true }
      return try candidates(
        x, rows: rows, count: count, constraints: constraints, from: linear, screen: screens ? screen : nil,
        scratch: &scratch)
    }
    let columns = try candidates(
      x, rows: rows, count: count, constraints: constraints.map { $0.narrowed(to: vocabulary) },
      from: vocabulary.weights, screen: nil, scratch: &scratch)
    return columns.map { row in
      row.map { Candidate(token: vocabulary.ids[Int($0.token)], logProbability: $0.logProbability) }
    }
  }

  private func candidates(
    _ x: Operand, rows: Int, count: Int, constraints: [LogitConstraint], from source: some LogitSource,
    screen: VocabularyScreen?, scratch: inout OutputScratch
  ) throws(InferenceError) -> [[Candidate]] {
    let width = Self.tilePanels * Int(DK_PANEL)
    let wanted = min(count, Int(DK_MAX_CANDIDATES), source.outputs)
    let tile = try scratch.tile.reserve(rows * width)
    let logits = try scratch.topLogits.reserve(rows * wanted)
    let ids = try scratch.topIDs.reserve(rows * wanted)
    logits.update(repeating: -.infinity, count: rows * wanted)
    ids.update(repeating: -1, count: rows * wanted)
    let givenLogits = try scratch.givenLogits.reserve(rows)
    let summaries = try scratch.summaries.reserve(rows)
    for row in 0..<rows {
      summaries[row] = dk_logits_row(
        maximum: -.infinity, exp_sum: 0, k: wanted, top_logits: logits + row * wanted,
        top_ids: ids + row * wanted)
    }

    let panelCount = dk_panels(source.outputs)
    for first in stride(from: 0, to: panelCount, by: Self.tilePanels) {
      let panels = first..<min(first + Self.tilePanels, panelCount)
      let firstID = Int32(first * Int(DK_PANEL))
      let columns = min(panels.count * Int(DK_PANEL), source.outputs - Int(firstID))
      source.logits(x, rows: rows, panels: panels, into: tile, stride: width)
      for row in 0..<rows {
        let values = tile + row * width
        constraints[row].apply(to: values, firstID: firstID, count: columns)
        if let given = constraints[row].given, given >= firstID, given < firstID + Int32(columns) {
          givenLogits[row] = values[Int(given - firstID)]
        }
        kernels.reduceLogits(values, columns, firstID, summaries + row)
      }
    }

    return (0..<rows).map { row in
      let normalizer = summaries[row].maximum + logf(summaries[row].exp_sum)
      if let given = constraints[row].given {
        let candidate = Candidate(token: given, logProbability: givenLogits[row] - normalizer)
        return candidate.logProbability.isNaN ? [] : [candidate]
      }
      return (0..<wanted).compactMap { i in
        let id = ids[row * wanted + i]
        return id < 0 ? nil : Candidate(token: id, logProbability: logits[row * wanted + i] - normalizer)
      }
    }
  }
}
