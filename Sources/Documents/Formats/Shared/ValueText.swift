import Dragoman

/// Tells prose from what programs read, by its looks alone.
///
/// Text is what has words: of another script than Latin, with a capital at the beginning, or several of them. A symbol is
/// what has none (numbers, URLs, placeholders, colours), one token with joints (`btn-primary`, `app.title`, `userName`,
/// `src/lib`), or mostly such tokens; patterns of dates, style sheets and command lines. One Latin word in small letters
/// or in capitals may be either: the rest of the document decides. A key such as `class` or `url` turns what has neither a
/// capital nor an end of a sentence into a symbol.
package enum ValueText {
  package enum Verdict: Sendable {
    case text
    case unsure
    case symbol
  }

  /// How a token looks, without the marks around it.
  private enum Token {
    /// A capital and small letters, or another script.
    case word
    /// Small letters or capitals only.
    case plain
    /// `check-in` and `and/or`, or `btn-primary` and `text/html`.
    case joined
    /// `iPhone`, `userName`.
    case name
    case symbol
    case number
  }

  /// Tokens that are looked at.
  private static let reach = 300
  /// A Latin word is not longer.
  private static let longestWord = 60

  /// - Parameter path: the keys from the root to the value.
  package static func judge(_ text: String, path: [String] = []) -> Verdict {
    guard Translatability.isTranslatable(text), !CodePatterns.match(text) else { return .symbol }
    let (rest, hasPlaceholders) = withoutSpans(text)
    let tokens = rest.split(whereSeparator: { $0.isWhitespace }).prefix(reach).map {
      (text: $0, kind: kind(of: $0))
    }
    let counted = tokens.filter { $0.kind != .number }
    let isMachineKey = path.last { Int($0) == nil }.map(MachineKeys.contains) ?? false
    let endsSentence = text.unicodeScalars.last.map { ".!?…:。！？：".unicodeScalars.contains($0) } ?? false
    guard let first = counted.first else { return .symbol }
    if counted.count == 1 {
      // A unit of measure behind a number is none to translate.
      if tokens.count > 1, first.text.utf8.count <= 2 { return .symbol }
      switch first.kind {
      case .word: return .text
      case .plain:
        if isMachineKey, !endsSentence { return .symbol }
        return endsSentence || hasPlaceholders || tokens.count > 1 ? .text : .unsure
      default: return .symbol
      }
    }
    let isSentence = endsSentence || first.text.first.map(\.isUppercase) ?? false
    return judge(counted, isProse: isSentence || !isMachineKey)
  }

  private static func judge(_ tokens: [(text: Substring, kind: Token)], isProse: Bool) -> Verdict {
    let heads = Set(tokens.filter { $0.kind == .plain }.map { String($0.text) })
    var (words, plain, symbols) = (0, 0, 0)
    for token in tokens {
      switch token.kind {
      case .word: words += 1
      case .plain: plain += 1
      case .joined:
        // `btn btn-primary`
        let head = token.text.prefix { $0 != "-" && $0 != "/" }
        if heads.contains(String(head)) { symbols += 1 } else { plain += 1 }
      case .symbol: symbols += 1
      case .name, .number: break
      }
    }
    if words == 0, !isProse { return .symbol }
    let joined = tokens.count { $0.kind == .joined }
    if words == 0, joined >= 2, joined * 2 > tokens.count { return .symbol }
    return words + plain > symbols ? .text : .symbol
  }

  /// The text with spaces for what the engine lets through as it is.
  private static func withoutSpans(_ text: String) -> (String, hasPlaceholders: Bool) {
    let spans = ProtectedSpanDetector().spans(in: text)
    guard !spans.isEmpty else { return (text, false) }
    let bytes = Array(text.utf8)
    var rest: [UInt8] = []
    var position = 0
    for span in spans {
      rest += bytes[position..<span.range.lowerBound]
      rest.append(0x20)
      position = span.range.upperBound
    }
    return (
      String(decoding: rest + bytes[position...], as: UTF8.self),
      spans.contains { $0.kind == .placeholder || $0.kind == .tag || $0.kind == .code }
    )
  }

  // MARK: - Tokens

  private static let marks = Set("()[]{}\"'“”‘’«»‹›„¿¡!?.,;:…-–—•*%、。，！？；：（）「」『』《》".unicodeScalars)

  private static func kind(of token: Substring) -> Token {
    let scalars = Array(token.unicodeScalars.prefix(longestWord * 4))
    // `--watch`, `-p`, `.5`, `#fff`, `@home`
    if scalars.count > 1, scalars[0] == "-", scalars[1] == "-" || scalars[1].isASCIILetter { return .symbol }
    guard let lower = scalars.firstIndex(where: { !marks.contains($0) }),
      let upper = scalars.lastIndex(where: { !marks.contains($0) })
    else { return .number }
    let core = scalars[lower...upper]
    guard core.contains(where: \.isLetter) else { return .number }
    if core.contains(where: { !$0.isASCII && $0.isLetter }) { return .word }
    if core.count > longestWord { return .symbol }
    if lower > 0, scalars[lower - 1] == ".", lower == 1 { return .symbol }
    if core.contains(where: \.isDigit) { return isOrdinal(core) ? .number : .symbol }
    return kind(ofASCII: core)
  }

  /// `2nd`, `12px`: a number, whatever stands behind it.
  private static func isOrdinal(_ core: ArraySlice<Unicode.Scalar>) -> Bool {
    let letters = core.drop { $0.isDigit || $0 == "." || $0 == "," }
    return letters.count <= 2 && letters.count < core.count && letters.allSatisfy(\.isASCIILetter)
  }

  private static func kind(ofASCII core: ArraySlice<Unicode.Scalar>) -> Token {
    var joints: Set<Unicode.Scalar> = []
    for scalar in core where !scalar.isASCIILetter && scalar != "'" && scalar != "\u{2019}" {
      joints.insert(scalar)
    }
    let parts = core.split { joints.contains($0) }.map { Array($0.filter(\.isASCIILetter)) }
    let first = parts.first.map(shape) ?? .symbol
    switch joints {
    case []: return first
    case ["."]: return parts.allSatisfy { $0.count <= 2 } ? .plain : .symbol
    case ["&"]: return .plain
    case ["-"], ["/"], ["-", "/"]:
      let shapes = parts.map(shape)
      if shapes.contains(.symbol) || shapes.contains(.name) { return .symbol }
      let isEachWord = joints == ["-"] ? first == .word : shapes.allSatisfy { $0 == .word }
      return isEachWord ? .word : .joined
    case ["("], ["(", ")"]: return parts.count == 2 ? first : .symbol
    default: return .symbol
    }
  }

  /// Letters only.
  private static func shape(_ letters: [Unicode.Scalar]) -> Token {
    let capitals = letters.count { ("A"..."Z").contains($0) }
    if capitals == 0 || capitals == letters.count { return .plain }
    return capitals == 1 && ("A"..."Z").contains(letters[0]) ? .word : .name
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
