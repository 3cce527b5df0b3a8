import Dragoman

/// Plain minutes and transcripts: `[00:12:31] CHAIR: text`, `Chair: text`, or `Chair (00:12:31)` above what was said.
/// Times and speakers stay as they are.
public struct MinutesFormat: DocumentFormat {
  public let name = "minutes"
  public let fileExtensions = ["txt", "text"]

  public init() {}

  /// A colon makes no minutes: there have to be times, or speakers who come again.
  public func recognition(of sample: DocumentSample) -> Recognition {
    guard let head = sample.head else { return .none }
    let source = SourceLines(Array(head.utf8))
    let written = source.lines.indices.filter { !source.isBlank($0) }
    let lines = written.map { MinutesLine(source.bytes, source.lines[$0]) }
    let timed = lines.count { $0.time != nil }
    if timed >= 2, timed * 5 >= lines.count * 2 { return .likely }
    if timed >= 2, lines.count(where: { $0.time != nil && $0.speaker != nil }) * 5 >= lines.count {
      return .likely
    }
    let names = lines.filter { $0.text > 0 }.compactMap(\.speaker)
    let turns = zip(lines, written).count { $0.speaker != nil && $0.text < source.lines[$1].upperBound }
    let distinct = Set(names).count
    guard turns >= 4, turns == names.count, turns * 5 >= lines.count * 3, distinct >= 2, distinct * 2 <= turns
    else { return .none }
    return .likely
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    try CueText.document(source, options: options, format: name) { bytes throws(DocumentError) in
      transcript(SourceLines(bytes))
    }
  }

  private func transcript(_ source: SourceLines) -> TranscriptSource {
    let lexer = CueLexer(bytes: source.bytes, markup: .none)
    let heads = source.lines.map { MinutesLine(source.bytes, $0) }
    var counts: [String: Int] = [:]
    for name in heads.compactMap(\.speaker) { counts[name, default: 0] += 1 }
    var cues: [Cue] = []
    var speaker: String?
    var time: Double?
    var startsAnew = true
    for line in source.lines.indices {
      // A word before a colon, once and without a time, is part of what is said.
      let head = heads[line].knowing { counts[$0, default: 0] > 1 || SpeakerLabel.isSure($0) }
      if head.speaker != nil || source.isBlank(line) { startsAnew = true }
      if let found = head.speaker { speaker = found }
      if let found = head.time { time = found }
      let text = min(head.text, source.lines[line].upperBound)..<source.lines[line].upperBound
      guard !text.isEmpty else { continue }
      cues.append(
        Cue(
          number: line + 1, start: time, speaker: speaker, isNewTurn: startsAnew, tokens: lexer.tokens([text])
        ))
      startsAnew = false
    }
    return TranscriptSource(
      format: name, bytes: source.bytes, cues: cues,
      style: TranscriptStyle(lineEnd: nil, escape: CueText.plain, repeatsText: false, isTimed: false))
  }
}
