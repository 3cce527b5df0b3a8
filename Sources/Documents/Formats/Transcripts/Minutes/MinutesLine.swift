import Dragoman

/// What stands before the text of a line of minutes: `[00:12:31] Chair:`, `Chair:`, `Chair (00:12:31)`.
struct MinutesLine {
  var time: Double?
  var speaker: String?
  /// Where the text begins, in bytes of the source.
  var text: Int
  /// Where it begins if what seems to be a speaker is none.
  private var unlabelled: Int

  /// Whether there is a time or a speaker.
  var hasHead: Bool { time != nil || speaker != nil }

  init(_ bytes: [UInt8], _ line: Range<Int>) {
    text = TimeCode.skipSpace(bytes, line.lowerBound, line.upperBound)
    unlabelled = text
    readTime(bytes, line)
    unlabelled = text
    let label = SpeakerLabel.read(
      String(decoding: bytes[text..<min(line.upperBound, text + 200)], as: UTF8.self).unicodeScalars)
    if time == nil, let head = headWithTime(bytes, line) {
      (speaker, time, text) = (head.speaker, head.time, line.upperBound)
    } else if let label {
      speaker = label.name
      advance(label.count, bytes, line)
      if time == nil { readTime(bytes, line) }
    }
  }

  /// The line read once more by the names that are known to be speakers' or not.
  func knowing(_ isSpeaker: (String) -> Bool) -> MinutesLine {
    guard time == nil, let speaker, !isSpeaker(speaker) else { return self }
    var line = self
    (line.speaker, line.text) = (nil, unlabelled)
    return line
  }

  /// `[0:12:31]`, `(12:31)`, `00:12:31`, with a dash or without behind it.
  private mutating func readTime(_ bytes: [UInt8], _ line: Range<Int>) {
    guard let found = Self.time(bytes, at: text, end: line.upperBound) else { return }
    time = found.seconds
    text = TimeCode.skipSpace(bytes, found.end, line.upperBound)
    let rest = bytes[text..<line.upperBound]
    if rest.starts(with: [0x2D, 0x20]) { text = TimeCode.skipSpace(bytes, text + 1, line.upperBound) }
  }

  private static func time(_ bytes: [UInt8], at start: Int, end: Int) -> (seconds: Double, end: Int)? {
    guard start < end else { return nil }
    let closer: UInt8? =
      bytes[start] == UInt8(ascii: "[")
      ? UInt8(ascii: "]") : bytes[start] == UInt8(ascii: "(") ? UInt8(ascii: ")") : nil
    guard let found = TimeCode.read(bytes, at: closer == nil ? start : start + 1, end: end) else {
      return nil
    }
    guard let closer else {
      // Without brackets, hours have to be there: 10:30 may be the hour of lunch.
      let colons = bytes[start..<found.end].count { $0 == UInt8(ascii: ":") }
      let isApart = found.end == end || bytes[found.end] == 0x20 || bytes[found.end] == 0x09
      return colons == 2 && isApart ? found : nil
    }
    var position = found.end
    // [00:01 - 00:04], [00:01 --> 00:04]
    while position < end, bytes[position] != closer, position - found.end < 24 { position += 1 }
    guard position < end, bytes[position] == closer,
      bytes[found.end..<position].allSatisfy({ $0 < 0x40 })
    else { return nil }
    return (found.seconds, position + 1)
  }

  /// `Anna Berg (00:12:31)` and nothing else.
  private func headWithTime(_ bytes: [UInt8], _ line: Range<Int>) -> (speaker: String, time: Double)? {
    let limit = min(line.upperBound, text + 80)
    guard limit == line.upperBound else { return nil }
    for index in text..<limit
    where bytes[index] == UInt8(ascii: "(") || bytes[index] == UInt8(ascii: "[") || bytes[index] &- 0x30 < 10
    {
      guard index > text, bytes[index - 1] == 0x20 || bytes[index - 1] >= 0x80,
        let found = Self.time(bytes, at: index, end: line.upperBound),
        TimeCode.skipSpace(bytes, found.end, line.upperBound) == line.upperBound
      else { continue }
      let name = String(decoding: bytes[text..<index], as: UTF8.self).trimmingSpaces
      guard SpeakerLabel.isName(name) else { return nil }
      return (name, found.seconds)
    }
    return nil
  }

  private mutating func advance(_ scalars: Int, _ bytes: [UInt8], _ line: Range<Int>) {
    for _ in 0..<scalars where text < line.upperBound { text += UTF8Width.width(of: bytes[text]) }
    text = TimeCode.skipSpace(bytes, min(text, line.upperBound), line.upperBound)
  }
}
