/// A text without its protected spans, each a space, with the way back to the bytes of the whole.
struct UnprotectedText {
  let scalars: [Unicode.Scalar]
  /// The byte in the whole text at which each scalar begins, and the end of the last.
  let offsets: [Int]

  /// - Parameter ranges: UTF-8 bytes of `text`, ascending, none overlapping.
  init(_ text: String, excluding ranges: [Range<Int>]) {
    var scalars: [Unicode.Scalar] = []
    var offsets: [Int] = []
    var offset = 0
    var range = 0
    for scalar in text.unicodeScalars {
      while range < ranges.count, ranges[range].upperBound <= offset { range += 1 }
      if range == ranges.count || offset < ranges[range].lowerBound {
        scalars.append(scalar)
        offsets.append(offset)
      } else if offset == ranges[range].lowerBound {
        scalars.append(" ")
        offsets.append(offset)
      }
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
    self.scalars = scalars
    self.offsets = offsets
  }

  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// Letters and digits in lower case, a space for all between.
  var folded: [Unicode.Scalar] {
    var folded: [Unicode.Scalar] = []
    for scalar in scalars {
      if scalar.isASCII {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        if byte.isASCIIAlphanumeric {
          folded.append(Unicode.Scalar(byte.isASCIIUppercase ? byte | 0x20 : byte))
          continue
        }
      } else if scalar.isLetterOrDigit {
        folded += scalar.properties.lowercaseMapping.unicodeScalars
        continue
      }
      if let last = folded.last, last != " " { folded.append(" ") }
    }
    if folded.last == " " { folded.removeLast() }
    return folded
  }

  /// How much is said, in letters of a Latin script: an ideograph says as much as three, a syllable of Hangul
  /// as two.
  var weight: Double {
    scalars.reduce(0) { sum, scalar in
      switch Script(of: scalar) {
      case .han: sum + 3
      case .kana, .hangul: sum + 2
      case .some: sum + 1
      case nil: scalar.isLetterOrDigit ? sum + 1 : sum
      }
    }
  }

  /// Runs of scalars that `matches` accepts: their number and their bytes in the whole text.
  func runs(where matches: (Unicode.Scalar) -> Bool) -> [(count: Int, bytes: Range<Int>)] {
    var runs: [(count: Int, bytes: Range<Int>)] = []
    var index = 0
    while index < scalars.count {
      let start = index
      while index < scalars.count, matches(scalars[index]) { index += 1 }
      if index > start {
        runs.append((index - start, offsets[start]..<offsets[index - 1] + UTF8.width(scalars[index - 1])))
      } else {
        index += 1
      }
    }
    return runs
  }

  /// Runs of scalars that `matches` accepts.
  func words(where matches: (Unicode.Scalar) -> Bool) -> [ArraySlice<Unicode.Scalar>] {
    scalars.split { !matches($0) }
  }

  /// Bytes of the whole text for bytes of `text`.
  func range(of bytes: Range<Int>) -> Range<Int> {
    var position = 0
    var lower = offsets.last ?? 0
    var upper = lower
    for (index, scalar) in scalars.enumerated() {
      if position == bytes.lowerBound { lower = offsets[index] }
      position += UTF8.width(scalar)
      if position == bytes.upperBound {
        upper = offsets[index] + UTF8.width(scalar)
        break
      }
    }
    return min(lower, upper)..<upper
  }
}
