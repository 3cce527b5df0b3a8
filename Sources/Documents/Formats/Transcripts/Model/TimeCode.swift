/// Times as people and programs write them.
enum TimeCode {
  /// `1:02:03,456`, `02:03.4`, `00:00:07`: seconds, and where the time ends; nil where there is none.
  static func read(_ bytes: [UInt8], at start: Int, end: Int) -> (seconds: Double, end: Int)? {
    var position = start
    var parts: [Int] = []
    while parts.count < 3 {
      let from = position
      guard let number = digits(bytes, &position, end), position - from <= 5 else { return nil }
      parts.append(number)
      guard parts.count < 3, position < end, bytes[position] == UInt8(ascii: ":"), position + 1 < end,
        bytes[position + 1].isDigit
      else { break }
      position += 1
    }
    guard parts.count >= 2, parts.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
    var seconds = Double(parts.reduce(0) { $0 * 60 + $1 })
    if position + 1 < end, bytes[position] == UInt8(ascii: ",") || bytes[position] == UInt8(ascii: "."),
      bytes[position + 1].isDigit
    {
      position += 1
      var scale = 0.1
      while position < end, bytes[position].isDigit {
        seconds += Double(bytes[position] - 0x30) * scale
        scale /= 10
        position += 1
      }
    }
    return (seconds, position)
  }

  /// `00:00:01.000 --> 00:00:04,000 X1:…`: both times; nil for any other line.
  static func readArrow(_ bytes: [UInt8], _ line: Range<Int>) -> (start: Double, end: Double)? {
    guard
      let first = read(bytes, at: skipSpace(bytes, line.lowerBound, line.upperBound), end: line.upperBound)
    else { return nil }
    var position = skipSpace(bytes, first.end, line.upperBound)
    let dashes = position
    while position < line.upperBound, bytes[position] == UInt8(ascii: "-") { position += 1 }
    guard (1...3).contains(position - dashes), position < line.upperBound,
      bytes[position] == UInt8(ascii: ">"),
      let second = read(
        bytes, at: skipSpace(bytes, position + 1, line.upperBound), end: line.upperBound)
    else { return nil }
    return (first.seconds, second.seconds)
  }

  /// `0:00:01.000,0:00:04.000` and nothing else.
  static func readPair(_ bytes: [UInt8], _ line: Range<Int>) -> (start: Double, end: Double)? {
    guard let first = read(bytes, at: line.lowerBound, end: line.upperBound), first.end < line.upperBound,
      bytes[first.end] == UInt8(ascii: ","),
      let second = read(
        bytes, at: skipSpace(bytes, first.end + 1, line.upperBound), end: line.upperBound),
      skipSpace(bytes, second.end, line.upperBound) == line.upperBound
    else { return nil }
    return (first.seconds, second.seconds)
  }

  static func skipSpace(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    return position
  }

  private static func digits(_ bytes: [UInt8], _ position: inout Int, _ end: Int) -> Int? {
    let start = position
    var number = 0
    while position < end, bytes[position].isDigit, position - start < 9 {
      number = number * 10 + Int(bytes[position] - 0x30)
      position += 1
    }
    return position > start ? number : nil
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self &- 0x30 < 10 }
}
