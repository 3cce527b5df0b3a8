/// Text to a model's source ids, and its target ids to text.
public struct ModelTokenizer: Sendable {
  public let source: Vocabulary
  public let target: Vocabulary
  /// nil for models whose tokens are given separated by spaces.
  public let sentencePiece: SentencePieceModel?

  /// Tokens that frame sentences in the models read so far.
  public static let usualControlTokens: Set<String> = ["<s>", "</s>", "<pad>", "<blank>"]

  private let joiner: PieceJoiner
  /// SentencePiece id -> source id; the two number their pieces differently.
  private let sourceIDs: [Int32]

  /// - Parameter controlTokens: target tokens that never show in text.
  public init(
    source: Vocabulary, target: Vocabulary, sentencePiece: SentencePieceModel?,
    controlTokens: Set<String> = ModelTokenizer.usualControlTokens
  ) {
    self.source = source
    self.target = target
    self.sentencePiece = sentencePiece
    joiner = PieceJoiner(
      vocabulary: target, controlTokens: controlTokens, marksSpaces: sentencePiece != nil)
    sourceIDs =
      sentencePiece.map { model in
        (0..<Int32(model.pieceCount)).map { id in
          model.withPieceBytes(id) { source.find(bytes: $0) ?? source.unknownID } ?? source.unknownID
        }
      } ?? []
  }

  /// Cuts a text into source pieces; a piece that the source vocabulary lacks has its unknown id.
  /// - Throws: `TokenizationError` for text that the SentencePiece library refuses.
  public func encode(_ text: String) throws -> EncodedText {
    guard let sentencePiece else { return encodeWords(text) }
    let unknownPiece = sentencePiece.unknownID
    var encoded = EncodedText()
    var text = text
    try text.withUTF8 { bytes in
      try sentencePiece.forEachPiece(in: UnsafeRawBufferPointer(bytes)) { id, piece, range in
        encoded.pieces.append(String(decoding: piece, as: UTF8.self))
        encoded.ranges.append(range)
        // What SentencePiece does not know the vocabulary may: look at the piece itself.
        if id != unknownPiece, sourceIDs.indices.contains(Int(id)) {
          encoded.ids.append(sourceIDs[Int(id)])
        } else {
          encoded.ids.append(source.find(bytes: piece) ?? source.unknownID)
        }
      }
    }
    return encoded
  }

  /// The text that target ids stand for.
  ///
  /// Control tokens add nothing, byte pieces assemble into characters (bytes that form none become
  /// U+FFFD), the unknown token and ids outside the vocabulary show as U+2047.
  public func decode(_ ids: [Int32]) -> String {
    joiner.join(ids)
  }

  /// Tokens stand between spaces, tabs and line ends.
  private func encodeWords(_ text: String) -> EncodedText {
    var encoded = EncodedText()
    var text = text
    text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
        let start = index
        while index < bytes.count, !Self.isSpace(bytes[index]) { index += 1 }
        guard start < index else { break }
        let word = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<index])
        encoded.pieces.append(String(decoding: word, as: UTF8.self))
        encoded.ids.append(source.find(bytes: word) ?? source.unknownID)
        encoded.ranges.append(start..<index)
      }
    }
    return encoded
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
