import Tokenization

/// The words of a vocabulary that a model's target language does not write.
///
/// A vocabulary that both sides share holds the source's words too: half of a Chinese-English one are Han. The model
/// shows which writing is its own: what it hardly uses in its translations is foreign.
package struct ForeignWords {
  /// A writing that fewer of a thousand words are in is foreign.
  private static let leastShare = 2

  private let foreign: Set<WritingSystem>

  /// - Parameter translations: words of translations that the model made.
  package init(_ vocabulary: Vocabulary, translations: [Int32]) {
    var counts: [WritingSystem: Int] = [:]
    for id in translations {
      for system in Self.systems(of: vocabulary.token(id) ?? "") { counts[system, default: 0] += 1 }
    }
    foreign = Set(
      WritingSystem.allCases.filter {
        !WritingSystem.everywhere.contains($0)
          && counts[$0, default: 0] * 1000 < Self.leastShare * translations.count
      })
  }

  package func contains(_ token: String) -> Bool { !Self.systems(of: token).isDisjoint(with: foreign) }

  /// The ids of a vocabulary with its foreign words last, each part in its old order, and how many come before them.
  package func order(of vocabulary: Vocabulary) -> (ids: [Int32], homeCount: Int) {
    let isForeign = (0..<Int32(clamping: vocabulary.count)).map { contains(vocabulary.token($0) ?? "") }
    let ids = isForeign.indices.map { Int32($0) }
    let home = ids.filter { !isForeign[Int($0)] }
    return (home + ids.filter { isForeign[Int($0)] }, home.count)
  }

  private static func systems(of token: String) -> Set<WritingSystem> {
    Set(token.unicodeScalars.compactMap { WritingSystem($0) })
  }
}
