import Foundation
import Inference
import Tokenization

/// Source sentences to calibrate a model with, where no text of its language is at hand: pieces drawn at random, as
/// often as SentencePiece's model says that text has them, and once more with the rare ones favoured.
///
/// They mean nothing, but the decoder makes sentences of them whose hidden vectors span what those of real
/// translations do.
struct CalibrationSources {
  private static let sentenceCount = 400
  private static let lengths = 4...32
  /// Exponents of the pieces' probabilities, in turn.
  private static let flattening: [Float] = [1, 0.5]

  private let pieces: [ModelTokenizer.PieceFrequency]

  init(_ tokenizer: ModelTokenizer) {
    pieces = tokenizer.pieceFrequencies
  }

  /// Source ids without marks; none for models without SentencePiece.
  func sentences() -> [[Int32]] {
    guard !pieces.isEmpty else { return [] }
    var random = SplitMix64(seed: 0x5EED)
    let tables = Self.flattening.map(cumulative)
    return (0..<Self.sentenceCount).map { index in
      let table = tables[index % tables.count]
      return (0..<Int.random(in: Self.lengths, using: &random)).map { _ in
        let at = Float.random(in: 0..<1, using: &random) * (table.last ?? 0)
        return pieces[Self.first(in: table, above: at)].sourceID
      }
    }
  }

  private func cumulative(_ exponent: Float) -> [Float] {
    var sum: Float = 0
    return pieces.map { piece in
      sum += pow(piece.frequency, exponent)
      return sum
    }
  }

  private static func first(in table: [Float], above value: Float) -> Int {
    var (low, high) = (0, table.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if table[middle] > value { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
