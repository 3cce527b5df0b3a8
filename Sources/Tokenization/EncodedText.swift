/// A text as the model reads it: three arrays of one length.
public struct EncodedText: Sendable, Equatable {
  /// What the tokenizer cut; U+2581 stands for a space.
  public var pieces: [String]
  /// Ids in the model's source vocabulary, without begin and end marks.
  public var ids: [Int32]
  /// The UTF-8 bytes of the text that each piece covers, the space before a word included.
  public var ranges: [Range<Int>]

  public init(pieces: [String] = [], ids: [Int32] = [], ranges: [Range<Int>] = []) {
    self.pieces = pieces
    self.ids = ids
    self.ranges = ranges
  }
}
