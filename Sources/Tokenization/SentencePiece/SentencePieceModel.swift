import Foundation

/// What a SentencePiece model file says: its pieces, and how text is normalised and cut.
///
/// A `ModelTokenizer` compiles it to the tables that cut text.
public struct SentencePieceModel: Sendable {
  /// How a text is cut into pieces.
  enum Algorithm: Sendable {
    /// The most probable pieces.
    case unigram
    /// Merges of neighbours, the best first.
    case bytePairs
  }

  /// What a piece is for, by the file format's numbers.
  enum Kind: UInt8, Sendable {
    case normal = 1
    case unknown, control, userDefined, unused, byte

    /// Whether the piece may stand in text.
    var isText: Bool { self == .normal || self == .userDefined || self == .unused }
  }

  /// The file's name, for messages.
  public let name: String
  /// The id of pieces that the model lacks.
  public let unknownID: Int32

  let pieces: TokenTable
  let scores: [Float]
  let kinds: [Kind]
  let algorithm: Algorithm
  let normalization: NormalizationRules
  /// The pieces of single bytes, which spell what the model lacks; empty in models without them.
  let byteIDs: [Int32]

  /// The largest model file that is read.
  public static let maximumFileSize = 256 << 20

  /// - Throws: `TokenizationError` when the file cannot be read or is no SentencePiece model, or one
  ///   that cuts into words or characters.
  public init(contentsOf file: URL) throws {
    let data: Data
    do {
      data = try Data(contentsOf: file, options: .alwaysMapped)
    } catch {
      throw TokenizationError(
        kind: .unreadable, file: file.path, reason: "cannot be read (\(error.localizedDescription))")
    }
    try self.init(data: data, name: file.path)
  }

  /// - Parameter name: what messages call the model.
  /// - Throws: `TokenizationError` when the bytes are no SentencePiece model, or one that cuts into
  ///   words or characters.
  public init(data: Data, name: String) throws {
    guard data.count <= Self.maximumFileSize else {
      throw TokenizationError(
        kind: .invalidModel, file: name, reason: "\(data.count) bytes are too many for a model")
    }
    let file = try SentencePieceFile(data, name: name)
    self.name = name
    pieces = TokenTable(file.texts)
    scores = file.scores
    kinds = file.kinds
    algorithm = file.algorithm
    normalization = try file.normalizationRules()
    unknownID = try file.unknownID()
    byteIDs = try file.byteIDs()
    guard pieces.distinct == pieces.count else { throw file.invalid("a piece is there twice") }
  }

  public var pieceCount: Int { pieces.count }

  /// The piece with this id; nil when there is none.
  public func piece(_ id: Int32) -> String? {
    guard id >= 0, Int(id) < pieceCount else { return nil }
    return pieces.withView { String(decoding: $0.bytes(Int(id)), as: UTF8.self) }
  }

  /// The id of this piece; `unknownID` when the model lacks it.
  public func id(of piece: String) -> Int32 {
    var piece = piece
    return piece.withUTF8 { bytes in
      pieces.withView { $0.find(UnsafeRawBufferPointer(bytes)) } ?? unknownID
    }
  }
}

/// How a text is rewritten before it is cut.
struct NormalizationRules: Sendable {
  /// The rules' trie, in the units of `DoubleArray`; its values point into `replacements`.
  var trie = Data()
  /// What stands in for the trie's keys, each ended by a zero byte.
  var replacements = Data()
  var addsDummyPrefix = true
  var removesExtraSpaces = true
  var escapesSpaces = true
  var putsSpacesBehind = false
}
