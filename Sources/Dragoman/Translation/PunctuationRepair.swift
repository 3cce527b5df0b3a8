/// Takes out what a model trained on numbered documents adds of its own: a list marker before the sentence, a
/// full stop behind a heading or a table cell. Closes a bracket that it forgot at the end, and the gaps around an
/// apostrophe that its training text had.
package struct PunctuationRepair {
  private let source: String
  private let spans: [ProtectedSpan]

  package init(source: String, spans: [ProtectedSpan]) {
    self.source = source
    self.spans = spans
  }

  package func repaired(_ translation: String) -> String {
    closingBracket(droppingWideFullStop(droppingFullStop(droppingMarker(closingApostrophes(translation)))))
  }

  /// `the committee ' s work`, `l ' ordre du jour`
  private func closingApostrophes(_ text: String) -> String {
    guard text.contains(" ' "), !source.contains(" ' ") else { return text }
    return text.replacing(/(?<word>[A-Za-z0-9]) ' (?<tail>s|re|ve|ll|d|m|t)\b/) { match in
      "\(match.output.word)'\(match.output.tail)"
    }
    .replacing(/(?<elided>\b(?:[CcDdJjLlMmNnSsTt]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)) ' (?=[A-Za-zÀ-ÿŒœ])/) {
      match in
      "\(match.output.elided)'"
    }
  }

  /// `(b) To establish` of 设立, which has no marker: its line's own stands before it already. So with `(b)设立`.
  private func droppingMarker(_ text: String) -> String {
    guard let first = source.unicodeScalars.first(where: { $0 != " " }), first.isLetter,
      let marker = text.prefixMatch(
        of: first.isIdeographic
          ? /\((?:[a-z]|[ivx]{2,4}|[0-9]{1,2})\) (?=[A-Z])/
          : /[(（](?:[a-z]|[ivx]{2,4}|[0-9]{1,2})[)）] ?(?=\p{Han})/)
    else { return text }
    return String(text[marker.range.upperBound...])
  }

  /// `1.2 million.` of 120万. `Ltd.` and `U.S.` keep theirs.
  private func droppingFullStop(_ text: String) -> String {
    guard let last = source.unicodeScalars.last, last.isIdeographic || last.isDigit, text.last == "." else {
      return text
    }
    let body = text.dropLast()
    let word = body[(body.lastIndex(of: " ").map(body.index(after:)) ?? body.startIndex)...]
    let isLongWord = word.count > 4 && word.allSatisfy(\.isLetter)
    let isNumber = word.last?.isNumber == true && word.allSatisfy { $0.isNumber || $0 == "," || $0 == "." }
    guard isLongWord || isNumber, !spans.contains(where: { $0.text.hasSuffix(".") }) else { return text }
    return String(body)
  }

  /// 软件和维护。 of a heading that ends without a stop.
  private func droppingWideFullStop(_ text: String) -> String {
    guard let last = source.unicodeScalars.last, last.isLetterOrDigit, !last.isIdeographic,
      text.count > 1, text.last == "。", !spans.contains(where: { $0.text.hasSuffix("。") })
    else { return text }
    return String(text.dropLast())
  }

  /// `(document A/74/1:` of （文件A/74/1）：, and the other way round.
  private func closingBracket(_ text: String) -> String {
    let end: Set<Character> = ["。", "：", "；", "，", ".", ":", ";", ","]
    let trimmed = source.last.map(end.contains) == true ? source.dropLast() : source[...]
    guard trimmed.last == "）" || trimmed.last == ")", let mark = text.last, end.contains(mark),
      text.count(where: { "(（".contains($0) }) == text.count(where: { ")）".contains($0) }) + 1,
      !spans.contains(where: { $0.text.last == mark || $0.text.contains("(") || $0.text.contains(")") })
    else { return text }
    return text.dropLast() + (text.contains("（") ? "）" : ")") + String(mark)
  }
}
