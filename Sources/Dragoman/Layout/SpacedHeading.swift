/// Headings whose characters were moved apart: 背　景, 议　　程, 主　席：.
package enum SpacedHeading {
  /// The text without the spaces between single Han characters that stand apart.
  ///
  /// A run of them begins and ends at the text's ends or at punctuation; all its gaps are alike, so that
  /// `张　三　　李　四` stays two names.
  package static func collapsed(_ string: String) -> String {
    let scalars = Array(string.unicodeScalars)
    guard scalars.contains(where: \.isInnerSpace) else { return string }
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let isRunStart = index == 0 || !(scalars[index - 1].isLetter || scalars[index - 1].isDigit)
      guard isRunStart, let end = runEnd(from: index, in: scalars) else {
        result.append(scalars[index])
        index += 1
        continue
      }
      result.append(contentsOf: scalars[index..<end].lazy.filter { !$0.isInnerSpace })
      index = end
    }
    return String(result)
  }

  /// The end of a run of at least two single Han characters with like gaps between them.
  private static func runEnd(from start: Int, in scalars: [Unicode.Scalar]) -> Int? {
    guard isSingleHan(start, scalars) else { return nil }
    var last = start
    var gap: ArraySlice<Unicode.Scalar>?
    while true {
      var next = last + 1
      while next < scalars.count, scalars[next].isInnerSpace { next += 1 }
      let width = scalars[(last + 1)..<next]
      guard !width.isEmpty, isSingleHan(next, scalars),
        gap == nil || gap.map({ $0.elementsEqual(width) }) == true
      else { break }
      gap = width
      last = next
    }
    return last > start ? last + 1 : nil
  }

  private static func isSingleHan(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    guard index < scalars.count, scalars[index].isHan else { return false }
    let next = index + 1 < scalars.count ? scalars[index + 1] : nil
    let previous = index > 0 ? scalars[index - 1] : nil
    return next.map { !$0.isLetter && !$0.isDigit } ?? true
      && previous.map { !$0.isLetter && !$0.isDigit } ?? true
  }
}

extension Unicode.Scalar {
  /// A space within a line.
  fileprivate var isInnerSpace: Bool { isSpace && !isLineEnd && self != "\t" }
}
