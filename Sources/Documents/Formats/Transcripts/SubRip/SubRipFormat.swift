/// SubRip subtitles (`.srt`). Numbers, times, positions and blank lines stay as they are; the text is put into lines
/// anew.
public struct SubRipFormat: DocumentFormat {
  public let name = "srt"
  public let fileExtensions = ["srt"]
  public let bilingualForm: BilingualForm? = nil

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    guard let head = sample.head, !head.hasPrefix("WEBVTT") else { return .none }
    let lines = SourceLines(Array(head.utf8))
    let blankEnd = lines.lines.indices.first { !lines.isBlank($0) } ?? 0
    // Times stand at the beginning, with nothing but a number before them.
    for line in lines.lines.indices.dropFirst(blankEnd).prefix(2) {
      if TimeCode.readArrow(lines.bytes, lines.lines[line]) != nil { return .certain }
      guard lines.number(line) != nil else { return .none }
    }
    return .none
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    try CueText.document(source, options: options, format: name) { bytes throws(DocumentError) in
      try SubRipReader(bytes).transcript(format: name)
    }
  }
}
