import Dragoman

/// Cuts the text of cues into tokens.
struct CueLexer {
  enum Markup: Sendable {
    case none
    /// `<i>`, `<font …>`, `{\an8}`.
    case subRip
    /// Any tag, voices, times, references.
    case webVTT
  }

  private static let subRipTags: Set<String> = [
    "i", "b", "u", "s", "em", "strong", "font", "c", "v", "ruby", "rt", "lang", "span",
  ]
  private static let longestTag = 512

  let bytes: [UInt8]
  let markup: Markup

  /// The tokens of lines, with a break between each two.
  func tokens(_ lines: some Collection<Range<Int>>) -> [CueToken] {
    var tokens: [CueToken] = []
    var last: Int?
    for line in lines {
      if let last { tokens.append(CueToken(.lineBreak, last..<line.lowerBound)) }
      add(line, to: &tokens)
      last = line.upperBound
    }
    return tokens
  }

  private func add(_ line: Range<Int>, to tokens: inout [CueToken]) {
    var index = line.lowerBound
    while index < line.upperBound {
      if let token = tag(at: index, end: line.upperBound) ?? reference(at: index, end: line.upperBound) {
        tokens.append(token)
        index = token.range.upperBound
        continue
      }
      let end = min(index + UTF8Width.width(of: bytes[index]), line.upperBound)
      if let scalar = UTF8Width.scalar(bytes[index..<end]) {
        tokens.append(CueToken(.text(scalar), index..<end))
      }
      index = end
    }
  }

  private func reference(at index: Int, end: Int) -> CueToken? {
    guard markup == .webVTT, bytes[index] == UInt8(ascii: "&"),
      let found = CharacterReference.read(bytes, at: index, end: end)
    else { return nil }
    return CueToken(.text(found.scalar), index..<found.end)
  }

  private func tag(at index: Int, end: Int) -> CueToken? {
    guard markup != .none else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "{") where markup == .subRip:
      guard index + 1 < end, bytes[index + 1] == UInt8(ascii: "\\"),
        let close = find(UInt8(ascii: "}"), from: index, end: end)
      else { return nil }
      return CueToken(.mark, index..<close + 1)
    case UInt8(ascii: "<"):
      guard let close = find(UInt8(ascii: ">"), from: index, end: end), close > index + 1 else { return nil }
      return tag(inside: index + 1..<close)
    default: return nil
    }
  }

  private func tag(inside: Range<Int>) -> CueToken? {
    let range = inside.lowerBound - 1..<inside.upperBound + 1
    let isClosing = bytes[inside.lowerBound] == UInt8(ascii: "/")
    let content = String(
      decoding: bytes[(isClosing ? inside.lowerBound + 1 : inside.lowerBound)..<inside.upperBound],
      as: UTF8.self)
    if let time = TimeCode.read(bytes, at: inside.lowerBound, end: inside.upperBound),
      time.end == inside.upperBound
    {
      return CueToken(.time, range)
    }
    let name = content.prefix { !$0.isWhitespace && $0 != "." && $0 != "/" }.lowercased()
    guard markup == .webVTT || Self.subRipTags.contains(name) else { return nil }
    guard let first = name.unicodeScalars.first, first.isLetter else {
      // Not a tag by the standard, and players show nothing of it.
      return markup == .webVTT && isClosing ? CueToken(.mark, range) : nil
    }
    if isClosing { return CueToken(.closing(name: name), range) }
    if content.hasSuffix("/") { return CueToken(.mark, range) }
    let speaker =
      name == "v" ? content.drop { !$0.isWhitespace }.drop(while: \.isWhitespace) : ""
    return CueToken(.opening(name: name), range, speaker: speaker.isEmpty ? nil : String(speaker))
  }

  private func find(_ byte: UInt8, from start: Int, end: Int) -> Int? {
    bytes[start..<min(end, start + Self.longestTag)].firstIndex(of: byte)
  }
}
