/// A vocabulary narrowed for one source sentence: the target words that its source words may become.
///
/// A word that is in no list cannot come out. The lists are those of a lexical table that came with the model.
public struct Shortlist: Sendable {
  /// Ids below this are in every shortlist: end mark, unknown and the most frequent words.
  public let frequentCount: Int
  /// Whether source ids are target ids too, and may be copied.
  public let sharesVocabulary: Bool
  /// Source id i may become `targets[offsets[i]..<offsets[i + 1]]`.
  public let offsets: [UInt32]
  public let targets: [Int32]

  public init(frequentCount: Int, sharesVocabulary: Bool, offsets: [UInt32], targets: [Int32]) {
    self.frequentCount = frequentCount
    self.sharesVocabulary = sharesVocabulary
    self.offsets = offsets
    self.targets = targets
  }
}
