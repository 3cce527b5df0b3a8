/// A text as an array of Unicode scalars: positions are numbers, and each look ahead or back costs the same.
package struct ScalarText: Sendable {
  package let string: String
  package let scalars: [Unicode.Scalar]
  /// UTF-8 offset of each scalar, and of the end.
  package let offsets: [Int]

  package init(_ text: some StringProtocol) {
    var string = String(text)
    string.makeContiguousUTF8()
    var scalars: [Unicode.Scalar] = []
    var offsets: [Int] = []
    scalars.reserveCapacity(string.utf8.count)
    offsets.reserveCapacity(string.utf8.count + 1)
    var offset = 0
    for scalar in string.unicodeScalars {
      scalars.append(scalar)
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
    self.string = string
    self.scalars = scalars
    self.offsets = offsets
  }

  package var count: Int { scalars.count }

  /// The scalar at `index`, nil outside of the text.
  package func scalar(at index: Int) -> Unicode.Scalar? {
    scalars.indices.contains(index) ? scalars[index] : nil
  }

  /// The text of a range of scalars.
  package subscript(range: Range<Int>) -> String {
    let utf8 = string.utf8
    let lower = utf8.index(utf8.startIndex, offsetBy: offsets[range.lowerBound])
    let upper = utf8.index(utf8.startIndex, offsetBy: offsets[range.upperBound])
    return String(string[lower..<upper])
  }

  /// The first index at or after `index` that holds no white space.
  package func skippingSpace(from index: Int, to end: Int? = nil) -> Int {
    let end = end ?? count
    var index = index
    while index < end, scalars[index].isSpace { index += 1 }
    return index
  }
}
