import Inference

extension AttentionAligner {
  /// The alignment of a text and what a model made of it.
  /// - Parameters:
  ///   - attention: [target tokens][source positions].
  ///   - pieces: bytes of `source` by source piece, the first of them at position `firstPosition`.
  ///   - tokens: bytes of `target` by target token.
  package static func alignment(
    attention: [[Float]], source: String, pieces: [Range<Int>], firstPosition: Int, target: String,
    tokens: [Range<Int>]
  ) -> Alignment {
    let sourceUnits = AlignmentUnits(source, pieces: pieces).ranges
    let targetUnits = AlignmentUnits(target, pieces: tokens).ranges
    let aligner = AttentionAligner(
      attention: attention, source: pieces, firstPosition: firstPosition, sourceUnits: sourceUnits,
      target: tokens, targetUnits: targetUnits)
    return merged(aligner.links(), sourceUnits: sourceUnits, targetUnits: targetUnits)
  }

  /// Words side by side that are linked to the same words of the other text become one stretch.
  private static func merged(
    _ links: [(source: Int, target: Int)], sourceUnits: [Range<Int>], targetUnits: [Range<Int>]
  ) -> Alignment {
    var targets = [Set<Int>](repeating: [], count: sourceUnits.count)
    for link in links { targets[link.source].insert(link.target) }
    let sourceRuns = runs(of: targets)
    var partners = [Set<Int>](repeating: [], count: targetUnits.count)
    for (index, run) in sourceRuns.enumerated() {
      for target in targets[run.lowerBound] { partners[target].insert(index) }
    }
    return Alignment(
      runs(of: partners).flatMap { run in
        partners[run.lowerBound].map { index in
          Alignment.Link(source: stretch(sourceUnits, sourceRuns[index]), target: stretch(targetUnits, run))
        }
      })
  }

  /// Runs of neighbours with the same partners; those without any are in none.
  private static func runs(of partners: [Set<Int>]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in partners.indices where !partners[index].isEmpty {
      if let last = runs.last, last.upperBound == index, partners[last.lowerBound] == partners[index] {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs
  }

  private static func stretch(_ units: [Range<Int>], _ run: Range<Int>) -> Range<Int> {
    units[run.lowerBound].lowerBound..<units[run.upperBound - 1].upperBound
  }
}
