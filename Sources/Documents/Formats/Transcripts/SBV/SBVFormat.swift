/// SubViewer subtitles as YouTube writes them (`.sbv`).
public struct SBVFormat: DocumentFormat {
  public let name = "sbv"
  public let fileExtensions = ["sbv"]
  public let bilingualForm: BilingualForm? = nil

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    guard let head = sample.head else { return .none }
    let lines = SourceLines(Array(head.utf8))
    guard let first = lines.lines.indices.first(where: { !lines.isBlank($0) }) else { return .none }
    return TimeCode.readPair(lines.bytes, lines.lines[first]) != nil ? .certain : .none
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    try CueText.document(source, options: options, format: name) { bytes throws(DocumentError) in
      try transcript(SourceLines(bytes))
    }
  }

  private func transcript(_ source: SourceLines) throws(DocumentError) -> TranscriptSource {
    let lexer = CueLexer(bytes: source.bytes, markup: .none)
    var cues: [Cue] = []
    var line = 0
    while line < source.lines.count {
      guard let time = TimeCode.readPair(source.bytes, source.lines[line]) else {
        line += 1
        continue
      }
      let start = line + 1
      var end = start
      while end < source.lines.count, TimeCode.readPair(source.bytes, source.lines[end]) == nil { end += 1 }
      cues.append(
        Cue(
          number: cues.count + 1, start: time.start, end: time.end,
          tokens: lexer.tokens(source.lines[start..<end])))
      line = end
    }
    guard !cues.isEmpty else {
      throw DocumentError(
        .damaged, format: name, place: .line(1), reason: "has no line of times like 0:00:01.000,0:00:02.000",
        advice: "if it is another kind of file, name it with --format")
    }
    return TranscriptSource(
      format: name, bytes: source.bytes, cues: cues,
      style: TranscriptStyle(lineEnd: source.lineEnd, escape: CueText.plain, repeatsText: true, isTimed: true)
    )
  }
}
