/// The matchers of `ProtectedSpanDetector`: each answers where a span that begins at a byte ends, or nil.
struct SpanScanner {
  /// What was found at a position: a span, or text to pass over when `kind` is nil.
  struct Step {
    var kind: ProtectedSpan.Kind?
    var end: Int
  }

  let bytes: [UInt8]

  /// The byte at `index`, 0 outside the text: no class of bytes holds 0.
  subscript(index: Int) -> UInt8 {
    index >= 0 && index < bytes.count ? bytes[index] : 0
  }

  /// The longest span that begins at `start`, or the stretch that no span can begin in.
  func step(at start: Int) -> Step {
    let byte = bytes[start]
    if byte.isASCIIAlphanumeric {
      return wordStep(at: start)
    }
    if let (kind, end) = symbolSpan(at: start) {
      return Step(kind: kind, end: end)
    }
    if byte == UInt8(ascii: "`") {
      // A run of backticks that closes nothing is passed over whole, or each of its bytes would rescan it.
      return Step(kind: nil, end: runEnd(from: start) { $0 == byte })
    }
    return Step(kind: nil, end: start + 1)
  }

  /// Spans that begin with a letter or digit; a word that begins none is passed over whole.
  private func wordStep(at start: Int) -> Step {
    var best = Step(kind: nil, end: start)
    func offer(_ kind: ProtectedSpan.Kind, _ end: Int?) {
      if let end, end > best.end { best = Step(kind: kind, end: end) }
    }
    offer(.url, urlEnd(at: start))
    offer(.email, emailEnd(at: start))
    offer(.documentSymbol, documentSymbolEnd(at: start))
    offer(.identifier, identifierEnd(at: start))
    offer(.filePath, wordPathEnd(at: start))
    offer(.url, bareDomainEnd(at: start))
    if best.kind != nil { return best }
    return Step(kind: nil, end: runEnd(from: start) { $0.isASCIIAlphanumeric })
  }

  /// Spans that begin with anything but a letter or digit.
  private func symbolSpan(at start: Int) -> (ProtectedSpan.Kind, Int)? {
    switch bytes[start] {
    case UInt8(ascii: "`"):
      return codeEnd(at: start).map { (.code, $0) }
    case UInt8(ascii: "{"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"):
      return placeholderEnd(at: start).map { (.placeholder, $0) }
    case UInt8(ascii: "<"):
      return tagEnd(at: start).map { (.tag, $0) }
    case UInt8(ascii: "["), 0xC2, 0xE2, 0xEF:
      return footnoteMarkEnd(at: start).map { (.footnoteMark, $0) }
    case UInt8(ascii: "#"):
      return hashtagEnd(at: start).map { (.hashtag, $0) }
    case UInt8(ascii: "@"):
      return handleEnd(at: start).map { (.handle, $0) }
    case UInt8(ascii: "+"):
      return telephoneEnd(at: start).map { (.identifier, $0) }
    case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "~"), UInt8(ascii: "."):
      return rootedPathEnd(at: start).map { (.filePath, $0) }
    default:
      return nil
    }
  }

  // MARK: - Small steps

  /// Where the run of bytes that `matches` accepts ends.
  func runEnd(from start: Int, limit: Int = .max, while matches: (UInt8) -> Bool) -> Int {
    var end = start
    let bound = limit < bytes.count - min(start, bytes.count) ? start + limit : bytes.count
    while end < bound, matches(bytes[end]) { end += 1 }
    return end
  }

  /// Whether the ASCII text `literal` stands at `start`; `literal` in lower case when `ignoringCase`.
  func has(_ literal: StaticString, at start: Int, ignoringCase: Bool = false) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard start >= 0, start + count <= bytes.count else { return false }
    return literal.withUTF8Buffer { wanted in
      for offset in 0..<count {
        let byte = bytes[start + offset]
        let folded = ignoringCase && byte.isASCIIUppercase ? byte | 0x20 : byte
        if folded != wanted[offset] { return false }
      }
      return true
    }
  }

  /// The ASCII text of `range`, lower-cased.
  func lowercased(_ range: Range<Int>) -> String {
    String(decoding: bytes[range].map { $0.isASCIIUppercase ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
