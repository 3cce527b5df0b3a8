extension PieceJoiner {
  /// `join`, with the bytes of the text that each id wrote.
  func joinWithRanges(_ ids: [Int32]) -> DecodedText {
    var ends: [Int] = []
    ends.reserveCapacity(ids.count)
    let bytes = assemble(ids) { ends.append($0) }
    let leadingSpace = marksSpaces && bytes.first == UInt8(ascii: " ") ? 1 : 0
    let places = Self.places(in: bytes[leadingSpace...])
    let offsets = ends.map { places[max($0 - leadingSpace, 0)] }
    let ranges = offsets.enumerated().map { index, end in (index == 0 ? 0 : offsets[index - 1])..<end }
    return DecodedText(text: String(decoding: bytes.dropFirst(leadingSpace), as: UTF8.self), ranges: ranges)
  }

  /// For each offset in `bytes`, which need not be UTF-8, the offset in the text that they make; within a
  /// character the one where it begins.
  private static func places(in bytes: ArraySlice<UInt8>) -> [Int] {
    var places: [Int] = []
    places.reserveCapacity(bytes.count + 1)
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var length = 0
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let scalar):
        places.append(contentsOf: repeatElement(length, count: scalar.count))
        length += scalar.count
      case .error(let count):
        places.append(contentsOf: repeatElement(length, count: count))
        length += Unicode.UTF8.encodedReplacementCharacter.count
      case .emptyInput:
        places.append(length)
        return places
      }
    }
  }
}

extension ModelTokenizer {
  /// `decode`, with the bytes of the text that each id wrote.
  public func decodeWithRanges(_ ids: [Int32]) -> DecodedText {
    withJoiner { $0.joinWithRanges(ids) }
  }
}
