/// The stretches of a text that alignments link: words, and in scripts without spaces the model's pieces.
struct AlignmentUnits {
  /// UTF-8 bytes, in order; spaces are in none.
  private(set) var ranges: [Range<Int>] = []

  /// - Parameter pieces: the bytes of `text` that each piece covers.
  init(_ text: String, pieces: [Range<Int>]) {
    var cuts = Set<Int>()
    for piece in pieces { cuts.formUnion([piece.lowerBound, piece.upperBound]) }
    let scalars = Self.scalars(of: text)
    var index = 0
    while index < scalars.count {
      var end = index + 1
      switch scalars[index].kind {
      case .space:
        index = end
        continue
      case .unspaced:
        while end < scalars.count, scalars[end].kind == .unspaced || scalars[end].kind == .mark,
          scalars[end].kind == .mark || !cuts.contains(scalars[end].offset)
        { end += 1 }
      case .word:
        end = Self.endOfWord(from: index, in: scalars)
      case .mark, .joiner, .other:
        while end < scalars.count, scalars[end].kind == .mark { end += 1 }
      }
      let last = scalars[end - 1]
      ranges.append(scalars[index].offset..<last.offset + last.length)
      index = end
    }
  }

  private enum Kind {
    /// Letters and digits of scripts that set spaces.
    case word
    /// Letters of scripts that set none.
    case unspaced
    /// Combines with the character before: accents, joiners and variants of emoji.
    case mark
    /// Between two letters part of the word.
    case joiner
    case space
    case other
  }

  private struct Element {
    var scalar: Unicode.Scalar
    var kind: Kind
    var offset: Int
    var length: Int
  }

  private static func scalars(of text: String) -> [Element] {
    var offset = 0
    return text.unicodeScalars.map { scalar in
      let length = UTF8.width(scalar)
      defer { offset += length }
      return Element(scalar: scalar, kind: kind(of: scalar), offset: offset, length: length)
    }
  }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    if scalar.isSpace { return .space }
    if scalar.isIdeographic || isUnspaced(scalar) { return .unspaced }
    if scalar.isCombiningMark || scalar.properties.isVariationSelector || scalar.value == 0x200D
      || scalar.properties.isEmojiModifier
    {
      return .mark
    }
    if scalar.isLetterOrDigit { return .word }
    return "'’-.,·‑".unicodeScalars.contains(scalar) ? .joiner : .other
  }

  /// Thai, Lao, Burmese, Khmer.
  private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: true
    default: false
    }
  }

  /// A word holds hyphens, decimal points and thousands' commas; at an apostrophe it ends, behind it where
  /// what stands before is as short as an elided article (`l'`, `qu'`), else before it (`President's`).
  private static func endOfWord(from start: Int, in scalars: [Element]) -> Int {
    var end = start + 1
    while end < scalars.count {
      switch scalars[end].kind {
      case .word, .mark:
        end += 1
      case .joiner where end + 1 < scalars.count && scalars[end + 1].kind == .word:
        if scalars[end].scalar == "'" || scalars[end].scalar == "’" {
          return end - start <= 2 ? end + 1 : end
        }
        end += 1
      default:
        return end
      }
    }
    return end
  }
}
