import Dragoman

/// Takes cues apart into what is said and what is a mark: dashes, labels, music and stage directions.
struct CueDivider {
  /// Labels that are names wherever they stand before a colon.
  private let labels: Set<String>
  private let cues: [Cue]

  init(_ cues: [Cue]) {
    self.cues = cues
    var counts: [String: Int] = [:]
    for cue in cues {
      for line in Self.lines(of: cue) {
        let scalars = line.lazy.compactMap { cue.tokens[$0].scalar }.drop {
          $0.isSpace || CueMarks.isDash($0)
        }
        if let label = SpeakerLabel.read(scalars) { counts[label.name, default: 0] += 1 }
      }
    }
    labels = Set(counts.filter { $0.value >= 2 || SpeakerLabel.isSure($0.key) }.keys)
  }

  /// All segments, in the order of the source.
  func segments() -> [CueSegment] {
    var result: [CueSegment] = []
    var speaker: String?
    for index in cues.indices {
      var division = Division(
        cue: cues[index], index: index, labels: labels, speaker: cues[index].speaker ?? speaker)
      division.run()
      result += division.segments
      speaker = division.speaker
    }
    return result
  }

  /// Token indices between line breaks.
  private static func lines(of cue: Cue) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for (index, token) in cue.tokens.enumerated() where token.kind == .lineBreak {
      lines.append(start..<index)
      start = index + 1
    }
    lines.append(start..<cue.tokens.count)
    return lines
  }

  /// One cue on its way.
  private struct Division {
    let cue: Cue
    let index: Int
    let labels: Set<String>
    var speaker: String?
    var segments: [CueSegment] = []
    /// The next text goes on with the last segment.
    private var isOpen = false
    private var isMusic = false

    init(cue: Cue, index: Int, labels: Set<String>, speaker: String?) {
      (self.cue, self.index, self.labels, self.speaker) = (cue, index, labels, speaker)
    }

    mutating func run() {
      for line in CueDivider.lines(of: cue) {
        // A voice tag inside a line begins a line of its own.
        var start = line.lowerBound
        for token in line where cue.tokens[token].speaker != nil {
          divide(start..<token)
          isOpen = false
          speaker = cue.tokens[token].speaker
          start = token + 1
        }
        divide(start..<line.upperBound)
      }
    }

    private mutating func divide(_ line: Range<Int>) {
      var text = line.filter { cue.tokens[$0].scalar != nil }[...]
      trim(&text)
      guard !text.isEmpty else { return }
      var startsAnew = dropDash(&text) || cue.isNewTurn && segments.isEmpty
      startsAnew = dropLabel(&text) || startsAnew
      if startsAnew { (isOpen, isMusic) = (false, false) }
      if dropMusic(&text) { (isOpen, isMusic, startsAnew) = (false, true, true) }
      while let mark = stageMark(atStartOf: text) {
        add(mark, .stage, startsAnew: true, ends: true)
        text = text[(mark.endIndex + 1)...]
        trim(&text)
        (isOpen, startsAnew) = (false, true)
        startsAnew = dropLabel(&text) || startsAnew
      }
      let endsMusic = dropMusicEnd(&text)
      var tail: [ArraySlice<Int>] = []
      while let mark = stageMark(atEndOf: text) {
        tail.append(mark)
        text = text[..<(mark.startIndex - 1)]
        trim(&text)
      }
      if !text.isEmpty {
        let ends = endsMusic || !tail.isEmpty
        if isOpen, !startsAnew, let last = segments.indices.last {
          segments[last].tokens = segments[last].tokens.lowerBound..<text[text.endIndex - 1] + 1
          segments[last].ends = ends
        } else {
          add(text, isMusic ? .lyric : .speech, startsAnew: startsAnew, ends: ends)
        }
        isOpen = !ends
      }
      for mark in tail.reversed() {
        add(mark, .stage, startsAnew: true, ends: true)
        isOpen = false
      }
      if endsMusic { isMusic = false }
    }

    private mutating func add(_ text: ArraySlice<Int>, _ kind: CueSegment.Kind, startsAnew: Bool, ends: Bool)
    {
      guard let first = text.first, let last = text.last else { return }
      segments.append(
        CueSegment(
          cue: index, kind: kind, speaker: speaker, tokens: first..<last + 1, startsAnew: startsAnew,
          ends: ends))
    }

    // MARK: - Marks

    private func scalar(_ text: ArraySlice<Int>, _ place: Int) -> Unicode.Scalar? {
      text.indices.contains(place) ? cue.tokens[text[place]].scalar : nil
    }

    private func trim(_ text: inout ArraySlice<Int>) {
      while let first = scalar(text, text.startIndex),
        first.isSpace || first == "\u{FEFF}" || first == "\u{200E}"
      { text.removeFirst() }
      while let last = scalar(text, text.endIndex - 1), last.isSpace { text.removeLast() }
    }

    private func dropDash(_ text: inout ArraySlice<Int>) -> Bool {
      guard let first = scalar(text, text.startIndex) else { return false }
      var rest = text
      if first == ">", scalar(text, text.startIndex + 1) == ">" {
        while scalar(rest, rest.startIndex) == ">" { rest.removeFirst() }
      } else if CueMarks.isDash(first), let next = scalar(text, text.startIndex + 1),
        next.isSpace || (first != "—" && next.isLetter) || CueMarks.closer(of: next) != nil
      {
        rest = text.dropFirst()
      } else {
        return false
      }
      trim(&rest)
      guard !rest.isEmpty else { return false }
      text = rest
      return true
    }

    private mutating func dropLabel(_ text: inout ArraySlice<Int>) -> Bool {
      guard let label = SpeakerLabel.read(text.lazy.compactMap { [cue] in cue.tokens[$0].scalar }),
        labels.contains(label.name)
      else { return false }
      speaker = label.name
      text = text.dropFirst(label.count)
      trim(&text)
      return true
    }

    private func dropMusic(_ text: inout ArraySlice<Int>) -> Bool {
      guard let first = scalar(text, text.startIndex), CueMarks.isMusic(first) else { return false }
      while let first = scalar(text, text.startIndex), CueMarks.isMusic(first) || first.isSpace {
        text.removeFirst()
      }
      return true
    }

    private func dropMusicEnd(_ text: inout ArraySlice<Int>) -> Bool {
      guard let last = scalar(text, text.endIndex - 1), CueMarks.isMusic(last) else { return false }
      while let last = scalar(text, text.endIndex - 1), CueMarks.isMusic(last) || last.isSpace {
        text.removeLast()
      }
      return true
    }

    /// What is between the brackets that the text begins with.
    private func stageMark(atStartOf text: ArraySlice<Int>) -> ArraySlice<Int>? {
      guard let first = scalar(text, text.startIndex), let closer = CueMarks.closer(of: first),
        let end = text.indices.dropFirst().first(where: { scalar(text, $0) == closer }),
        end > text.startIndex + 1
      else { return nil }
      return mark(text[(text.startIndex + 1)..<end])
    }

    /// What is between the brackets that the text ends with; round ones stand there around asides.
    private func stageMark(atEndOf text: ArraySlice<Int>) -> ArraySlice<Int>? {
      guard let last = scalar(text, text.endIndex - 1),
        let start = text.indices.last(where: { place in
          scalar(text, place).map { CueMarks.closer(of: $0) == last && !CueMarks.isRound($0) } ?? false
        }), start > text.startIndex, start + 1 < text.endIndex - 1
      else { return nil }
      return mark(text[(start + 1)..<(text.endIndex - 1)])
    }

    private func mark(_ inner: ArraySlice<Int>) -> ArraySlice<Int>? {
      guard inner.count <= 120, inner.contains(where: { cue.tokens[$0].scalar?.isLetter ?? false }) else {
        return nil
      }
      // Spaces inside the brackets stay where they are; the brackets' own places are beside the slice.
      guard let first = scalar(inner, inner.startIndex), let last = scalar(inner, inner.endIndex - 1),
        !first.isSpace, !last.isSpace
      else { return nil }
      return inner
    }
  }
}
