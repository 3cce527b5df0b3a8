import Foundation

/// The first bytes of a compiled tokenizer: numbers, and where the tables lie.
///
/// Little-endian numbers of 32 bits: the mark, the version, the size of it all, flags, pieces, the id of the
/// unknown piece, the unknown ids of source and target, the lowest and the highest score (as floats), and
/// for each section its offset and its size. The rest is 0.
struct TokenizerHeader {
  enum Section: Int, CaseIterable {
    /// The trie of normalisation rules, and what its values point into.
    case ruleTrie, ruleTexts
    /// The trie of pieces, and that of user-defined pieces alone.
    case pieceTrie, userTrie
    /// By SentencePiece id: scores (32-bit floats), ids in the source vocabulary.
    case scores, sourceIDs
    /// By byte: the SentencePiece id of the piece that spells it.
    case byteIDs
    /// `TokenTable`s; the same one when both sides share it.
    case source, target
    /// By target id: a `PieceJoiner.Role` of one byte.
    case roles
  }

  struct Flags: OptionSet {
    let rawValue: UInt32
    /// Text is cut by SentencePiece; else at spaces.
    static let cutsPieces = Flags(rawValue: 1)
    static let bytePairs = Flags(rawValue: 2)
    static let spellsBytes = Flags(rawValue: 4)
    static let addsDummyPrefix = Flags(rawValue: 8)
    static let removesExtraSpaces = Flags(rawValue: 16)
    static let escapesSpaces = Flags(rawValue: 32)
    static let putsSpacesBehind = Flags(rawValue: 64)
    static let known = Flags(rawValue: 127)
  }

  static let mark: UInt32 = 0x6B6F_5444  // "DTok"
  static let version: UInt32 = 1
  static let size = 128
  /// Sections begin at multiples of this.
  static let alignment = 64

  var byteCount = 0
  var flags: Flags = []
  var pieceCount = 0
  var unknownPiece: Int32 = 0
  var sourceUnknown: Int32 = 0
  var targetUnknown: Int32 = 0
  var lowestScore: Float = 0
  var highestScore: Float = 0
  var sections = [Range<Int>](repeating: 0..<0, count: Section.allCases.count)

  subscript(section: Section) -> Range<Int> {
    get { sections[section.rawValue] }
    set { sections[section.rawValue] = newValue }
  }
}

extension TokenizerHeader {
  var encoded: Data {
    var numbers: [UInt32] = [
      Self.mark, Self.version, UInt32(clamping: byteCount), flags.rawValue, UInt32(clamping: pieceCount),
      UInt32(bitPattern: unknownPiece), UInt32(bitPattern: sourceUnknown),
      UInt32(bitPattern: targetUnknown), lowestScore.bitPattern, highestScore.bitPattern,
    ]
    for range in sections {
      numbers += [UInt32(clamping: range.lowerBound), UInt32(clamping: range.count)]
    }
    numbers += [UInt32](repeating: 0, count: Self.size / 4 - numbers.count)
    var data = Data(capacity: Self.size)
    data.append(littleEndian: numbers)
    return data
  }

  /// - Throws: a reason when the bytes begin no compiled tokenizer of this version.
  init(decoding bytes: UnsafeRawBufferPointer) throws(Refusal) {
    guard bytes.count >= Self.size else { throw Refusal("\(bytes.count) bytes are too few") }
    func number(_ index: Int) -> UInt32 { bytes.uint32(at: 4 * index) }
    guard number(0) == Self.mark else { throw Refusal("it does not begin with the mark of one") }
    guard number(1) == Self.version else {
      throw Refusal("its version is \(number(1)); this program reads \(Self.version)")
    }
    byteCount = Int(number(2))
    guard byteCount == bytes.count else {
      throw Refusal("it should have \(byteCount) bytes and has \(bytes.count)")
    }
    flags = Flags(rawValue: number(3))
    guard flags.isSubset(of: .known) else { throw Refusal("its flags are \(number(3))") }
    pieceCount = Int(number(4))
    unknownPiece = Int32(bitPattern: number(5))
    sourceUnknown = Int32(bitPattern: number(6))
    targetUnknown = Int32(bitPattern: number(7))
    lowestScore = Float(bitPattern: number(8))
    highestScore = Float(bitPattern: number(9))
    for section in Section.allCases {
      let start = Int(number(10 + 2 * section.rawValue))
      let count = Int(number(11 + 2 * section.rawValue))
      guard start <= bytes.count, count <= bytes.count - start else {
        throw Refusal("\(section) at \(start) with \(count) bytes goes past the end")
      }
      self[section] = start..<start + count
    }
  }

  struct Refusal: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
  }
}
