/// A text as the model reads it: pieces, and for each its id and where it stood.
public struct EncodedText: Sendable, Equatable {
  /// Ids in the model's source vocabulary, without begin and end marks.
  public private(set) var ids: [Int32] = []
  /// The UTF-8 bytes of the text that each piece covers, the space before a word included.
  public private(set) var ranges: [Range<Int>] = []

  /// The pieces' text end to end, and where each ends in it.
  private var pieceText: [UInt8] = []
  private var pieceEnds: [Int] = []

  public init() {}

  /// What the tokenizer cut; U+2581 stands for a space. Made when asked for: ids need no strings.
  public var pieces: [String] {
    pieceEnds.indices.map { index in
      let start = index == 0 ? 0 : pieceEnds[index - 1]
      return String(decoding: pieceText[start..<pieceEnds[index]], as: UTF8.self)
    }
  }

  mutating func reserve(pieces: Int, textBytes: Int) {
    ids.reserveCapacity(pieces)
    ranges.reserveCapacity(pieces)
    pieceEnds.reserveCapacity(pieces)
    pieceText.reserveCapacity(textBytes)
  }

  mutating func append(id: Int32, range: Range<Int>, piece: some Collection<UInt8>) {
    ids.append(id)
    ranges.append(range)
    pieceText.append(contentsOf: piece)
    pieceEnds.append(pieceText.count)
  }
}
