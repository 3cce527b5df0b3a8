/// Divides a sentence into marks at its start, a body, marks at its end, and the end punctuation.
struct SentenceCut {
  private(set) var leading = SpanFragment()
  private(set) var trailing = SpanFragment()
  private(set) var trailingPrecedesEnd = false
  /// The groups inside the body.
  private(set) var inner: [SpanGroup]
  /// The body's bytes; `end` follows it in the text that a model sees.
  private(set) var body: Range<Int>
  /// End punctuation that stood behind the marks cut off.
  private(set) var end: Range<Int>

  init(groups: [SpanGroup], in bytes: [UInt8]) {
    inner = groups
    body = 0..<bytes.count
    end = bytes.count..<bytes.count
    cutStart(in: bytes)
    cutEnd(in: bytes)
  }

  private mutating func cutStart(in bytes: [UInt8]) {
    guard let first = inner.first, first.isMark else { return }
    let indent = Self.spacesEnd(from: 0, in: bytes)
    guard first.range.lowerBound == indent else { return }
    let start = Self.spacesEnd(from: first.range.upperBound, in: bytes)
    leading = SpanFragment(text: String(decoding: bytes[0..<start], as: UTF8.self), spans: first.spans)
    body = start..<body.upperBound
    inner.removeFirst()
  }

  private mutating func cutEnd(in bytes: [UInt8]) {
    guard let last = inner.last, last.isMark, last.range.lowerBound > body.lowerBound else { return }
    let tail = last.range.upperBound..<bytes.count
    guard Self.isEndPunctuation(bytes[tail]) else { return }
    var start = last.range.lowerBound
    while start > body.lowerBound, bytes[start - 1] == 0x20 { start -= 1 }
    trailing = SpanFragment(
      text: String(decoding: bytes[start..<last.range.upperBound], as: UTF8.self), spans: last.spans,
      offset: start)
    trailingPrecedesEnd = !tail.isEmpty
    body = body.lowerBound..<start
    end = tail
    inner.removeLast()
  }

  private static func spacesEnd(from start: Int, in bytes: [UInt8]) -> Int {
    var end = start
    while end < bytes.count {
      if bytes[end].isASCIISpace {
        end += 1
      } else if bytes[end...].starts(with: [0xE3, 0x80, 0x80]) {
        end += 3
      } else {
        break
      }
    }
    return end
  }

  /// Whether nothing but sentence ends and spaces is in `bytes`: no bracket or quotation mark may move.
  private static func isEndPunctuation(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count <= 64
      && String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy {
        $0.properties.isWhitespace || "。．.！!？?…；;：:".unicodeScalars.contains($0)
      }
  }
}
