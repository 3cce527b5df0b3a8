import Dragoman

/// Finds the cues of a SubRip file, however carelessly it was written: by their times alone.
struct SubRipReader {
  private let source: SourceLines

  init(_ bytes: [UInt8]) { source = SourceLines(bytes) }

  func transcript(format: String) throws(DocumentError) -> TranscriptSource {
    let times = source.lines.map { TimeCode.readArrow(source.bytes, $0) }
    guard times.contains(where: { $0 != nil }) else {
      throw DocumentError(
        .damaged, format: format, place: .line(1),
        reason: "has no line of times like 00:00:01,000 --> 00:00:02,000",
        advice: "if it is another kind of file, name it with --format")
    }
    let lexer = CueLexer(bytes: source.bytes, markup: .subRip)
    var cues: [Cue] = []
    var open: (start: Double, end: Double, line: Int)?
    var number = 0
    for line in times.indices {
      guard let time = times[line] else { continue }
      let isNumbered = isNumber(
        line - 1, expected: [number + 1, cues.count + (open == nil ? 1 : 2)], from: (open?.line ?? -1) + 1)
      if let open {
        cues.append(cue(open, upTo: isNumbered ? line - 1 : line, cues.count + 1, lexer))
      }
      if isNumbered { number = source.number(line - 1) ?? number }
      open = (time.start, time.end, line)
    }
    if let open { cues.append(cue(open, upTo: source.lines.count, cues.count + 1, lexer)) }
    return TranscriptSource(
      format: format, bytes: source.bytes, cues: cues,
      style: TranscriptStyle(
        lineEnd: source.lineEnd, escape: CueText.withoutArrows, repeatsText: true, isTimed: true))
  }

  private func cue(
    _ open: (start: Double, end: Double, line: Int), upTo end: Int, _ number: Int, _ lexer: CueLexer
  ) -> Cue {
    Cue(
      number: number, start: open.start, end: open.end,
      tokens: lexer.tokens(source.lines[min(open.line + 1, end)..<end]))
  }

  /// Whether a line is a cue's number and not the last line of the text before it.
  private func isNumber(_ line: Int, expected: [Int], from first: Int) -> Bool {
    guard line >= first, line >= 0, let number = source.number(line) else { return false }
    return line == first || source.isBlank(line - 1) || expected.contains(number)
  }
}
