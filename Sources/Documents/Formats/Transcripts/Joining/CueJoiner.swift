import Dragoman

/// Finds the segments that are one sentence across cues.
struct CueJoiner {
  /// A pause of so many seconds ends a sentence.
  private static let longestPause = 3.0
  /// Where nobody ends sentences by marks, a pause says less.
  private static let longestUnmarkedPause = 1.0
  /// Beyond these a text has no end in sight: it is taken in parts.
  private static let mostSegments = 12
  private static let mostScalars = 600
  /// Where fewer of the cues end in a final mark, its absence says nothing.
  private static let markedShare = 0.08

  private let cues: [Cue]
  private let segments: [CueSegment]
  private let edges: [Edges]
  private let titles: Set<String>
  private let isMarked: Bool

  /// What joining asks of a segment's text.
  private struct Edges {
    var first: Unicode.Scalar?
    var last: Unicode.Scalar?
    var endsInMark = false
    var endsInEllipsis = false
    var beginsWithEllipsis = false
    var lastWord = ""
    var firstWord = ""
    /// By a word in capitals that in the middle of a sentence has none.
    var beginsSentence = false
    var count = 0
  }

  init(_ cues: [Cue], _ segments: [CueSegment], language: LanguageTag?) {
    self.cues = cues
    self.segments = segments
    let profile = LatinSentenceProfile.profile(for: language)
    titles = profile.titles
    let edges = segments.map { segment in
      var edges = Self.edges(of: segment, cues[segment.cue])
      edges.beginsSentence =
        edges.first?.isUppercaseLetter == true && profile.starters.contains(edges.firstWord)
        && edges.firstWord != "I"
      return edges
    }
    self.edges = edges
    let spoken = segments.indices.filter { segments[$0].kind == .speech }
    let marked = spoken.count { edges[$0].endsInMark || edges[$0].endsInEllipsis }
    isMarked = Double(marked) >= Double(spoken.count) * Self.markedShare
  }

  /// Segments by their places, each in one group, in the order of their firsts.
  func groups() -> [[Int]] {
    var groups: [[Int]] = []
    // What a stage mark interrupts goes on behind it.
    var open: Int?
    for index in segments.indices {
      if segments[index].kind != .stage, let group = open, let last = groups[group].last,
        joins(last, index, size: groups[group].reduce(0) { $0 + edges[$1].count }, count: groups[group].count)
      {
        groups[group].append(index)
        continue
      }
      groups.append([index])
      open = segments[index].kind == .stage ? open : groups.count - 1
    }
    return groups
  }

  private func joins(_ left: Int, _ right: Int, size: Int, count: Int) -> Bool {
    let (a, b) = (segments[left], segments[right])
    guard a.cue < b.cue, a.kind == b.kind, a.speaker == b.speaker, !a.ends, !b.startsAnew else {
      return false
    }
    guard count < Self.mostSegments, size + edges[right].count <= Self.mostScalars else { return false }
    // Nothing else of the speech stands between them.
    guard b.cue - a.cue <= 2 else { return false }
    // A stage mark between them is no pause.
    let before = cues[b.cue - 1]
    if let end = before.end ?? before.start, let start = cues[b.cue].start {
      let pause = start - end
      // Cues that overlap far are shown side by side.
      let hasEnd = before.end != nil
      guard !hasEnd || pause <= (isMarked ? Self.longestPause : Self.longestUnmarkedPause), pause > -1 else {
        return false
      }
    }
    return isContinued(edges[left], by: edges[right])
  }

  private func isContinued(_ left: Edges, by right: Edges) -> Bool {
    let beginsSmall = right.first?.isLowercaseLetter ?? false
    if left.endsInEllipsis { return right.beginsWithEllipsis || beginsSmall }
    if left.endsInMark { return titles.contains(left.lastWord) && left.last == "." }
    if left.last == "—" { return beginsSmall || right.first?.isIdeographic == true }
    guard !isMarked else { return !right.beginsSentence || left.last.map(CueMarks.isComma) ?? false }
    return beginsSmall || left.last.map { $0 != ":" && $0 != "：" && CueMarks.isComma($0) } ?? false
  }

  private static func edges(of segment: CueSegment, _ cue: Cue) -> Edges {
    let scalars = cue.tokens[segment.tokens].compactMap { token in
      token.kind == .lineBreak ? " " : token.scalar
    }
    var edges = Edges()
    edges.count = scalars.count
    let core = scalars.reversed().drop { $0.isSpace || CueMarks.isCloser($0) }
    edges.last = core.first
    edges.endsInEllipsis = core.first == "…" || core.starts(with: [".", ".", "."]) || core.first == "⋯"
    edges.endsInMark = !edges.endsInEllipsis && core.first.map(CueMarks.isFinal) ?? false
    var word = String.UnicodeScalarView()
    for scalar in core.drop(while: CueMarks.isFinal) {
      guard scalar.isLetter || scalar == ".", word.count < 16 else { break }
      word.append(scalar)
    }
    edges.lastWord = String(String.UnicodeScalarView(word.reversed())).lowercased()
    let head = scalars.drop { $0.isSpace || CueMarks.isOpener($0) || $0 == "\"" || $0 == "'" }
    edges.beginsWithEllipsis = head.first == "…" || head.starts(with: [".", ".", "."])
    edges.first = head.first
    edges.firstWord = String(String.UnicodeScalarView(head.prefix(16).prefix(while: \.isLetter)))
    return edges
  }
}
