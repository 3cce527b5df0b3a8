import Foundation

extension ModelTokenizer {
  /// How often a piece comes in text, relative to others, by what SentencePiece's model says.
  public struct PieceFrequency: Sendable {
    /// The piece in the source vocabulary.
    public var sourceID: Int32
    public var frequency: Float
  }

  /// The pieces that text is cut into and that the source vocabulary has; none without SentencePiece.
  ///
  /// A unigram model's scores are logarithms of probabilities. A model of byte pairs knows only in which order its
  /// pieces were made, of which Zipf's law makes frequencies.
  public var pieceFrequencies: [PieceFrequency] {
    guard cutsPieces else { return [] }
    let byRank = tables.header.flags.contains(.bytePairs)
    return tables.withSections { section in
      let (scores, ids) = (section(.scores), section(.sourceIDs))
      return (0..<pieceCount).compactMap { piece in
        let score = Float(bitPattern: scores.uint32(at: 4 * piece))
        let id = Int32(bitPattern: ids.uint32(at: 4 * piece))
        // Marks and what is never cut have a score of 0.
        guard score < 0, id != source.unknownID, id >= 0, Int(id) < source.count else { return nil }
        return PieceFrequency(sourceID: id, frequency: byRank ? 1 / (10 - score) : exp(score))
      }
    }
  }
}
