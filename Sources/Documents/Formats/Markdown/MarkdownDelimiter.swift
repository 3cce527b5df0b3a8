import Dragoman

/// A run of `*`, `_` or `~`, and what became of its characters.
struct MarkdownDelimiter {
  let mark: UInt8
  /// In the joined lines.
  let range: Range<Int>
  let item: Int
  let canOpen: Bool
  let canClose: Bool
  /// Characters that are no emphasis so far.
  var free: Range<Int>
  private var closers: [MarkdownInlines.Item] = []
  /// The last first.
  private var openers: [MarkdownInlines.Item] = []

  init(_ text: [UInt8], at start: Int, item: Int) {
    mark = text[start]
    self.item = item
    var end = start
    while end < text.count, text[end] == mark { end += 1 }
    range = start..<end
    free = range
    let before = Side(text, before: start)
    let after = Side(text, at: end)
    let isLeft = after != .space && (after != .punctuation || before != .word)
    let isRight = before != .space && (before != .punctuation || after != .word)
    if mark == UInt8(ascii: "_") {
      canOpen = isLeft && (!isRight || before == .punctuation)
      canClose = isRight && (!isLeft || after == .punctuation)
    } else {
      canOpen = isLeft
      canClose = isRight
    }
  }

  /// The run in the order of the text.
  var pieces: [MarkdownInlines.Item] {
    closers + (free.isEmpty ? [] : [MarkdownInlines.Item(kind: .text, range: free)]) + openers.reversed()
  }

  mutating func open(_ name: String, count: Int) {
    let start = free.upperBound - count
    openers.append(MarkdownInlines.Item(kind: .open(name), range: start..<free.upperBound))
    free = free.lowerBound..<start
  }

  mutating func close(_ name: String, count: Int) {
    let end = free.lowerBound + count
    closers.append(MarkdownInlines.Item(kind: .close(name), range: free.lowerBound..<end))
    free = end..<free.upperBound
  }

  private enum Side {
    case space
    case punctuation
    case word

    init(_ text: [UInt8], before end: Int) {
      var start = end - 1
      while start > 0, end - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
      self.init(start < 0 ? nil : UTF8Width.scalar(text[start..<end]))
    }

    init(_ text: [UInt8], at start: Int) {
      guard start < text.count else {
        self = .space
        return
      }
      self.init(UTF8Width.scalar(text[start..<min(text.count, start + UTF8Width.width(of: text[start]))]))
    }

    private init(_ scalar: Unicode.Scalar?) {
      guard let scalar, !scalar.isSpace else {
        self = .space
        return
      }
      self = scalar.isLetter || scalar.isDigit || scalar.isCombiningMark ? .word : .punctuation
    }
  }
}
