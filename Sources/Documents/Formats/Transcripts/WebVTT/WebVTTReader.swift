import Dragoman

/// Finds the cues of a WebVTT file. Its header, notes, styles and regions are none.
struct WebVTTReader {
  private let source: SourceLines

  init(_ bytes: [UInt8]) { source = SourceLines(bytes) }

  func transcript(format: String) throws(DocumentError) -> TranscriptSource {
    guard let first = source.lines.first, source.bytes[first].starts(with: "WEBVTT".utf8) else {
      throw DocumentError(
        .damaged, format: format, place: .line(1), reason: "does not begin with WEBVTT",
        advice: "if it is a SubRip file, translate it with --format srt")
    }
    let lexer = CueLexer(bytes: source.bytes, markup: .webVTT)
    var cues: [Cue] = []
    var language: Range<Int>?
    var line = 1
    // The header goes to the first blank line.
    while line < source.lines.count, !source.isBlank(line), time(line) == nil {
      language = language ?? value(of: "Language:", line)
      line += 1
    }
    while line < source.lines.count {
      guard let time = time(line) else {
        // A block of another kind is passed over whole, with all that looks like a time in it.
        line = isComment(line) ? blank(from: line) : line + 1
        continue
      }
      let start = line + 1
      var end = start
      while end < source.lines.count, !source.lines[end].isEmpty, self.time(end) == nil { end += 1 }
      cues.append(
        Cue(
          number: cues.count + 1, start: time.start, end: time.end,
          tokens: lexer.tokens(source.lines[start..<end])))
      line = end
    }
    let code = language.map { String(decoding: source.bytes[$0], as: UTF8.self) }
    return TranscriptSource(
      format: format, bytes: source.bytes, cues: cues,
      style: TranscriptStyle(
        lineEnd: source.lineEnd, escape: CueText.escaped, repeatsText: true, isTimed: true),
      declaredLanguage: code.flatMap { try? LanguageTag($0) },
      edits: { [language] texts in
        language.map { [SourceEdits.Edit(range: $0, bytes: Array(texts.target.code.utf8))] } ?? []
      })
  }

  private func time(_ line: Int) -> (start: Double, end: Double)? {
    TimeCode.readArrow(source.bytes, source.lines[line])
  }

  private func isComment(_ line: Int) -> Bool {
    guard source.isBlank(line - 1) else { return false }
    let text = source.text(line)
    return ["NOTE", "STYLE", "REGION"].contains { name in
      text.hasPrefix(name)
        && (text.count == name.count || text.dropFirst(name.count).first?.isWhitespace == true)
    }
  }

  private func blank(from line: Int) -> Int {
    var line = line
    while line < source.lines.count, !source.lines[line].isEmpty { line += 1 }
    return line
  }

  private func value(of name: String, _ line: Int) -> Range<Int>? {
    let range = source.lines[line]
    guard source.bytes[range].starts(with: name.utf8) else { return nil }
    let start = TimeCode.skipSpace(source.bytes, range.lowerBound + name.utf8.count, range.upperBound)
    var end = range.upperBound
    while end > start, source.bytes[end - 1] <= 0x20 { end -= 1 }
    return start < end ? start..<end : nil
  }
}
