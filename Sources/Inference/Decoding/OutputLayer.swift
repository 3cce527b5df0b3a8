import CKernels
import Foundation

/// Hidden vectors to the best next tokens. All logits of a row never stand in memory at once:
/// they are made, normalised and searched tile by tile while they are in cache.
struct OutputLayer: Sendable {
  /// Columns of one tile: with 32 rows it fills an eighth of a 512 KB second-level cache.
  private static let tilePanels = 32

  let linear: Linear
  private let kernels: KernelTable

  init(linear: Linear, kernels: KernelTable) {
    self.linear = linear
    self.kernels = kernels
  }

  /// The `count` likeliest tokens of each row of x [rows, d], best first, with log-probabilities
  /// over the constrained vocabulary.
  func candidates(
    _ x: Operand, rows: Int, count: Int, constraints: [LogitConstraint], scratch: inout OutputScratch
  ) throws(InferenceError) -> [[Candidate]] {
    let width = Self.tilePanels * Int(DK_PANEL)
    let wanted = min(count, Int(DK_MAX_CANDIDATES), linear.outputs)
    let tile = try scratch.tile.reserve(rows * width)
    let logits = try scratch.topLogits.reserve(rows * wanted)
    let ids = try scratch.topIDs.reserve(rows * wanted)
    logits.update(repeating: -.infinity, count: rows * wanted)
    ids.update(repeating: -1, count: rows * wanted)
    let summaries = try scratch.summaries.reserve(rows)
    for row in 0..<rows {
      summaries[row] = dk_logits_row(
        maximum: -.infinity, exp_sum: 0, k: wanted, top_logits: logits + row * wanted,
        top_ids: ids + row * wanted)
    }

    for first in stride(from: 0, to: linear.panelCount, by: Self.tilePanels) {
      let panels = first..<min(first + Self.tilePanels, linear.panelCount)
      let firstID = Int32(first * Int(DK_PANEL))
      let columns = min(panels.count * Int(DK_PANEL), linear.outputs - Int(firstID))
      linear.apply(x, rows: rows, panels: panels, into: tile, stride: width)
      for row in 0..<rows {
        let values = tile + row * width
        if !constraints[row].isEmpty {
          constraints[row].apply(to: values, firstID: firstID, count: columns)
        }
        kernels.reduceLogits(values, columns, firstID, summaries + row)
      }
    }

    return (0..<rows).map { row in
      let normalizer = summaries[row].maximum + logf(summaries[row].exp_sum)
      return (0..<wanted).compactMap { i in
        let id = ids[row * wanted + i]
        return id < 0 ? nil : Candidate(token: id, logProbability: logits[row * wanted + i] - normalizer)
      }
    }
  }
}

/// A possible next token.
struct Candidate {
  var token: Int32
  var logProbability: Float
}

/// The output layer's working memory.
struct OutputScratch {
  var tile: Scratch<Float>  // [rows, tile columns]
  var topLogits: Scratch<Float>  // [rows, candidates]
  var topIDs: Scratch<Int32>  // [rows, candidates]
  var summaries: Scratch<dk_logits_row>  // [rows]

  init() throws(InferenceError) {
    tile = try Scratch()
    topLogits = try Scratch()
    topIDs = try Scratch()
    summaries = try Scratch()
  }
}
