/// A text's words as numbers, equal words alike; each character of a script without spaces is a word.
struct TextUnits {
  private(set) var ids: [Int32] = []
  /// UTF-8 byte ranges of the words.
  private(set) var ranges: [Range<Int>] = []
  /// Letters of scripts without spaces.
  private(set) var ideographs = 0

  init(_ text: String) {
    var numbers: [String: Int32] = [:]
    var word = ""
    var start = 0
    var offset = 0
    func number(_ unit: String) -> Int32 {
      if let known = numbers[unit] { return known }
      let next = Int32(truncatingIfNeeded: numbers.count)
      numbers[unit] = next
      return next
    }
    func close(_ end: Int) {
      guard !word.isEmpty else { return }
      ids.append(number(word))
      ranges.append(start..<end)
      word = ""
    }
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      if Script.isIdeographic(scalar) {
        close(offset)
        ids.append(number(String(scalar)))
        ranges.append(offset..<offset + width)
        ideographs += 1
      } else if scalar.isLetterOrDigit
        || (!scalar.isASCII && scalar.properties.generalCategory == .nonspacingMark)
      {
        if word.isEmpty { start = offset }
        if scalar.isASCII {
          let byte = UInt8(truncatingIfNeeded: scalar.value)
          word.unicodeScalars.append(Unicode.Scalar(byte.isASCIIUppercase ? byte | 0x20 : byte))
        } else {
          word += scalar.properties.lowercaseMapping
        }
      } else {
        close(offset)
        // Punctuation counts where it is all there is: `......` is a loop too.
        if !scalar.properties.isWhitespace {
          ids.append(number(String(scalar)))
          ranges.append(offset..<offset + width)
        }
      }
      offset += width
    }
    close(offset)
  }

  /// The loop that covers the most, with its bytes.
  func loop(by detector: RepetitionDetector) -> (loop: LoopFinding, bytes: Range<Int>)? {
    guard let loop = detector.loop(in: ids), let last = ranges[loop.range].last else { return nil }
    return (loop, ranges[loop.start].lowerBound..<last.upperBound)
  }
}
