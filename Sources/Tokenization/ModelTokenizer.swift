import Foundation

/// Text to a model's source ids, and its target ids to text.
///
/// A tokenizer is a run of tables that are used where they lie. They are compiled once, out of
/// vocabularies and a SentencePiece model, and can be kept in a file and mapped: opening them builds
/// nothing.
public struct ModelTokenizer: Sendable {
  /// Tokens that frame sentences in the models read so far.
  public static let usualControlTokens: Set<String> = ["<s>", "</s>", "<pad>", "<blank>"]

  let tables: TokenizerTables

  /// Compiles a tokenizer.
  /// - Parameters:
  ///   - sentencePiece: the source side's model; nil for models whose tokens are given separated by
  ///     spaces.
  ///   - controlTokens: target tokens that never show in text.
  public init(
    source: Vocabulary, target: Vocabulary, sentencePiece: SentencePieceModel?,
    controlTokens: Set<String> = ModelTokenizer.usualControlTokens
  ) {
    tables = TokenizerTables(
      source: source, target: target, sentencePiece: sentencePiece, controlTokens: controlTokens)
  }

  init(tables: TokenizerTables) {
    self.tables = tables
  }

  /// Opens a compiled tokenizer in place: `compiled` stays mapped or in memory as it is, may lie at any
  /// address, and is read only where text needs it.
  /// - Parameter name: what messages call it.
  /// - Throws: `TokenizationError` when the bytes are no compiled tokenizer of this version.
  public init(compiled: Data, name: String) throws {
    tables = try TokenizerTables(compiled, name: name)
  }

  /// The tokenizer as bytes for a file.
  public var compiled: Data { tables.data }

  public var source: Vocabulary { tables.source }
  public var target: Vocabulary { tables.target }

  /// Whether SentencePiece cuts the text; else its tokens stand between spaces.
  public var cutsPieces: Bool { tables.header.flags.contains(.cutsPieces) }

  /// The number of SentencePiece's own pieces; 0 when it does not cut the text.
  public var pieceCount: Int { tables.header.pieceCount }

  /// Cuts a text into source pieces; a piece that the source vocabulary lacks has its unknown id.
  public func encode(_ text: String) -> EncodedText {
    var text = text
    return text.withUTF8 { encode(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// `encode` for bytes that need not be UTF-8: each stray byte counts as U+FFFD.
  public func encode(bytes: UnsafeRawBufferPointer) -> EncodedText {
    source.table.withView { tokens in
      guard cutsPieces else {
        return WordEncoder(source: tokens, sourceUnknown: source.unknownID).encode(bytes)
      }
      return tables.withPieceEncoder(tokens) { $0.encode(bytes) }
    }
  }

  /// The text that target ids stand for.
  ///
  /// Control tokens add nothing, byte pieces assemble into characters (bytes that form none become
  /// U+FFFD), the unknown token and ids outside the vocabulary show as U+2047.
  public func decode(_ ids: [Int32]) -> String {
    withJoiner { $0.join(ids) }
  }

  func withJoiner<Result>(_ body: (PieceJoiner) -> Result) -> Result {
    target.table.withView { tokens in
      tables.withSections { section in
        body(PieceJoiner(tokens: tokens, roles: section(.roles), marksSpaces: cutsPieces))
      }
    }
  }
}

extension TokenizerTables {
  fileprivate func withPieceEncoder<Result>(
    _ tokens: TokenView, _ body: (PieceEncoder) -> Result
  ) -> Result {
    withSections { section in
      let trie = DoubleArray(section(.pieceTrie))
      let userDefined = DoubleArray(section(.userTrie))
      let algorithm: PieceEncoder.Algorithm =
        header.flags.contains(.bytePairs)
        ? .bytePairs(
          BytePairSegmenter(
            trie: trie, scores: section(.scores), pieceCount: header.pieceCount,
            unknownID: header.unknownPiece, userDefined: userDefined))
        : .unigram(
          UnigramSegmenter(
            trie: trie, scores: section(.scores), pieceCount: header.pieceCount,
            unknownID: header.unknownPiece, scoreBounds: (header.lowestScore, header.highestScore)))
      let normalizer = Normalizer(
        rules: DoubleArray(section(.ruleTrie)), replacements: section(.ruleTexts),
        userDefined: userDefined, addsDummyPrefix: header.flags.contains(.addsDummyPrefix),
        removesExtraSpaces: header.flags.contains(.removesExtraSpaces),
        escapesSpaces: header.flags.contains(.escapesSpaces),
        putsSpacesBehind: header.flags.contains(.putsSpacesBehind))
      return body(
        PieceEncoder(
          normalizer: normalizer, algorithm: algorithm, sourceIDs: section(.sourceIDs),
          byteIDs: section(.byteIDs), unknownPiece: header.unknownPiece, source: tokens,
          sourceUnknown: header.sourceUnknown))
    }
  }
}
