import Dragoman

/// Finds sentences in the text that they are of, one behind the other. White space does not count: a layout may have
/// taken some out.
struct SentenceFinder {
  /// Where a sentence stands.
  struct Place {
    var range: Range<Int>
    /// By scalar of the sentence: its bytes in the text; spaces have the place where they stood or would.
    var scalars: [Range<Int>]

    /// Bytes of the text for scalars of the sentence.
    func bytes(of span: TextSpan) -> Range<Int>? {
      guard span.start >= 0, span.start < span.end, span.end <= scalars.count else { return nil }
      let (lower, upper) = (scalars[span.start].lowerBound, scalars[span.end - 1].upperBound)
      return lower < upper ? lower..<upper : nil
    }
  }

  private var scalars: [Unicode.Scalar] = []
  private var ranges: [Range<Int>] = []
  private var position = 0

  init(_ text: String) {
    var offset = 0
    for scalar in text.unicodeScalars {
      let end = offset + UTF8.width(scalar)
      if !scalar.isSpace {
        scalars.append(scalar)
        ranges.append(offset..<end)
      }
      offset = end
    }
  }

  /// The next place of `sentence` behind the one found last; nil where it is not, or has no characters.
  mutating func next(_ sentence: String) -> Place? {
    let wanted = sentence.unicodeScalars.filter { !$0.isSpace }
    guard let first = wanted.first else { return nil }
    let sought = Array(wanted)
    var start = position
    while start + sought.count <= scalars.count {
      if scalars[start] == first, scalars[start..<start + sought.count].elementsEqual(sought) {
        position = start + sought.count
        return place(of: sentence, from: start)
      }
      start += 1
    }
    return nil
  }

  private func place(of sentence: String, from start: Int) -> Place {
    var next = start
    var bytes: [Range<Int>] = []
    for scalar in sentence.unicodeScalars {
      if scalar.isSpace {
        let offset = next > start ? ranges[next - 1].upperBound : ranges[next].lowerBound
        bytes.append(offset..<offset)
      } else {
        bytes.append(ranges[next])
        next += 1
      }
    }
    return Place(range: ranges[start].lowerBound..<ranges[next - 1].upperBound, scalars: bytes)
  }
}
