/// Where the words of a stretch of the source stand in the translation.
struct SpanProjection {
  /// Atoms of the translation; never empty unless the translation is.
  var atoms: Range<Int>
  /// Whether the place is a guess.
  var isUnsure: Bool

  /// - Parameter span: atoms of the source, not empty.
  init(of span: Range<Int>, in alignment: AtomAlignment) {
    let votes = Self.votes(of: span, in: alignment)
    guard let first = votes.firstIndex(of: 1), let last = votes.lastIndex(of: 1) else {
      (atoms, isUnsure) = (Self.guess(span, alignment), true)
      return
    }
    let hull = first..<last + 1
    let inside = votes[hull].count { $0 == 1 }
    let outside = votes[hull].count { $0 == -1 }
    if outside <= inside {
      atoms = hull
      isUnsure = outside * 2 > inside || hull.count > 2 * inside + 2
    } else {
      atoms = Self.densest(votes)
      isUnsure = true
    }
    dropSmallWords(of: span, alignment)
    takeMarks(of: span, alignment)
  }

  /// Leaves out small words at the ends that stand for nothing in the span: the first of "in Geneva", the last of
  /// "approved the".
  private mutating func dropSmallWords(of span: Range<Int>, _ alignment: AtomAlignment) {
    // Of a whole sentence all words are meant.
    guard
      !alignment.blocks.contains(where: { $0.source == $0.source.clamped(to: span) && !$0.source.isEmpty })
    else { return }
    let words = span.filter { !alignment.isSourceMark[$0] }.map(alignment.sourceWord)
    guard let first = words.first, let last = words.last else { return }
    if !FunctionWords.isJoining(last), !FunctionWords.isArticle(last) {
      while atoms.count > 1, Self.isSmall(alignment.targetWord(atoms.upperBound - 1)) {
        atoms = atoms.lowerBound..<atoms.upperBound - 1
      }
    }
    if !FunctionWords.isJoining(first), !FunctionWords.isJoining(last) {
      while atoms.count > 1, FunctionWords.isJoining(alignment.targetWord(atoms.lowerBound)) {
        atoms = atoms.lowerBound + 1..<atoms.upperBound
      }
    }
  }

  private static func isSmall(_ word: String) -> Bool {
    FunctionWords.isJoining(word) || FunctionWords.isArticle(word)
  }

  /// By atom of the translation: 1 for those of the span, -1 for those of other words, 0 for what nobody claims.
  private static func votes(of span: Range<Int>, in alignment: AtomAlignment) -> [Int] {
    var votes = [Int](repeating: 0, count: alignment.target.count)
    let onlyMarks = span.allSatisfy { alignment.isSourceMark[$0] }
    for atom in votes.indices where onlyMarks || !alignment.isTargetMark[atom] {
      let links = alignment.sources[atom]
      guard !links.isEmpty else { continue }
      let inside = links.count { span.contains($0) }
      votes[atom] = inside * 2 >= links.count ? 1 : -1
    }
    for block in alignment.blocks {
      let common = block.source.clamped(to: span)
      // All words of a sentence are all words of its translation, whatever their links.
      guard !common.isEmpty, !onlyMarks || common == block.source,
        block.source.allSatisfy({ common.contains($0) || alignment.isSourceMark[$0] })
      else { continue }
      for atom in block.target where common == block.source || !alignment.isTargetMark[atom] {
        votes[atom] = 1
      }
    }
    return votes
  }

  /// The run with the most atoms of the span in excess of others.
  private static func densest(_ votes: [Int]) -> Range<Int> {
    var best = (sum: 0, range: 0..<0)
    var (sum, start) = (0, 0)
    for (index, vote) in votes.enumerated() {
      if sum <= 0 { (sum, start) = (0, index) }
      sum += vote
      if vote == 1, sum > best.sum { best = (sum, start..<index + 1) }
    }
    // Unclaimed atoms at the beginning belong to nobody.
    let lower = votes[best.range].firstIndex(of: 1) ?? best.range.lowerBound
    return lower..<best.range.upperBound
  }

  /// As far into the translation as the span is into the source, in the same sentence.
  private static func guess(_ span: Range<Int>, _ alignment: AtomAlignment) -> Range<Int> {
    guard !alignment.target.isEmpty else { return 0..<0 }
    let whole = AtomAlignment.Block(source: alignment.source.indices, target: alignment.target.indices)
    var block = alignment.block(ofSource: span.lowerBound) ?? whole
    if block.target.isEmpty || block.source.isEmpty { block = whole }
    let (from, to) = (block.source.count, block.target.count)
    let offset = max(0, span.lowerBound - block.source.lowerBound)
    let lower = min(to - 1, (offset * to + from / 2) / from)
    let count = max(1, min(to - lower, (span.count * to + from / 2) / from))
    return block.target.lowerBound + lower..<block.target.lowerBound + lower + count
  }

  /// Quotation marks and stops at the ends of the span, where the translation has them at its ends too.
  private mutating func takeMarks(of span: Range<Int>, _ alignment: AtomAlignment) {
    func isOfSpan(_ atom: Int) -> Bool {
      alignment.isTargetMark[atom] && alignment.sources[atom].contains { span.contains($0) }
        && !alignment.sources[atom].contains { !span.contains($0) }
    }
    var (lower, upper) = (atoms.lowerBound, atoms.upperBound)
    if alignment.isSourceMark[span.lowerBound] {
      while lower > 0, isOfSpan(lower - 1) { lower -= 1 }
    }
    if alignment.isSourceMark[span.upperBound - 1] {
      while upper < alignment.target.count, isOfSpan(upper) { upper += 1 }
    }
    atoms = lower..<upper
  }
}
