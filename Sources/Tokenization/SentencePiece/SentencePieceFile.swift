import Foundation

/// The fields of a SentencePiece model file, read from its protobuf and not yet held against each other.
struct SentencePieceFile {
  let name: String
  private(set) var texts: TokenList
  private(set) var scores: [Float] = []
  private(set) var kinds: [SentencePieceModel.Kind] = []
  private(set) var algorithm = SentencePieceModel.Algorithm.unigram
  private var spellsBytes = false
  private var rules = NormalizationRules()
  private var characterMap: Data?

  /// SentencePiece itself takes pieces of under 8,000 bytes.
  private static let longestPiece = 7999
  /// All pieces together, in bytes; the largest models have a few million.
  private static let maximumText = 1 << 24

  init(_ data: Data, name: String) throws {
    self.name = name
    texts = TokenList()
    try data.withUnsafeBytes { bytes in
      var reader = ProtobufReader(bytes, range: 0..<bytes.count, file: name)
      while let field = try reader.next() {
        guard case .bytes(let range) = field.value else { continue }
        switch field.number {
        case 1: try readPiece(bytes, range)
        case 2: try readTraining(bytes, range)
        case 3: try readNormalization(bytes, range)
        default: break
        }
      }
    }
    guard texts.count > 0 else { throw invalid("it has no pieces") }
  }

  func invalid(_ reason: String) -> TokenizationError {
    TokenizationError(
      kind: .invalidModel, file: name, reason: "not a SentencePiece model that can be used (\(reason))")
  }

  private mutating func readPiece(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) throws {
    var reader = ProtobufReader(bytes, range: range, file: name)
    var text = range.upperBound..<range.upperBound
    var score: Float = 0
    var kind = SentencePieceModel.Kind.normal
    while let field = try reader.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let range)): text = range
      case (2, .fixed32(let bits)): score = Float(bitPattern: bits)
      case (3, .varint(let number)):
        kind = UInt8(exactly: number).flatMap(SentencePieceModel.Kind.init) ?? kind
      default: break
      }
    }
    let piece = bytes[text]
    guard (1...Self.longestPiece).contains(piece.count), !piece.contains(0) else {
      throw reader.malformed(
        "piece \(texts.count) is empty, has a zero byte or over \(Self.longestPiece) bytes",
        at: range.lowerBound)
    }
    guard texts.bytes.count + piece.count <= Self.maximumText else {
      throw reader.malformed("the pieces have over \(Self.maximumText) bytes", at: range.lowerBound)
    }
    texts.append(UnsafeRawBufferPointer(rebasing: piece))
    texts.endToken()
    scores.append(score)
    kinds.append(kind)
  }

  private mutating func readTraining(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) throws {
    var reader = ProtobufReader(bytes, range: range, file: name)
    while let field = try reader.next() {
      guard case .varint(let number) = field.value else { continue }
      switch field.number {
      case 3:
        switch number {
        case 1: algorithm = .unigram
        case 2: algorithm = .bytePairs
        case 3: throw invalid("it cuts text into words; unigram and BPE models can be read")
        case 4: throw invalid("it cuts text into characters; unigram and BPE models can be read")
        default: break
        }
      case 24: rules.putsSpacesBehind = number != 0
      case 35: spellsBytes = number != 0
      default: break
      }
    }
  }

  private mutating func readNormalization(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) throws {
    var reader = ProtobufReader(bytes, range: range, file: name)
    while let field = try reader.next() {
      switch (field.number, field.value) {
      case (2, .bytes(let range)): characterMap = Data(bytes[range])
      case (3, .varint(let number)): rules.addsDummyPrefix = number != 0
      case (4, .varint(let number)): rules.removesExtraSpaces = number != 0
      case (5, .varint(let number)): rules.escapesSpaces = number != 0
      default: break
      }
    }
  }
}

// What the fields must be together.
extension SentencePieceFile {
  /// The character map is `u32 size of the trie`, the trie, the replacements.
  func normalizationRules() throws -> NormalizationRules {
    var rules = rules
    guard let map = characterMap, !map.isEmpty else { return rules }
    guard map.count > 4 else { throw invalid("its character map has \(map.count) bytes") }
    let trieSize = Int(map.withUnsafeBytes { $0.uint32(at: 0) })
    guard trieSize < map.count - 4 else {
      throw invalid("its character map of \(map.count) bytes names a trie of \(trieSize)")
    }
    rules.trie = map.dropFirst(4).prefix(trieSize & ~3)
    rules.replacements = map.dropFirst(4 + trieSize)
    return rules
  }

  func unknownID() throws -> Int32 {
    guard let first = kinds.firstIndex(of: .unknown), first == kinds.lastIndex(of: .unknown) else {
      throw invalid("it has no unknown piece, or several")
    }
    return Int32(first)
  }

  /// The ids of the pieces `<0x00>` to `<0xFF>`; none in a model that spells nothing by bytes.
  func byteIDs() throws -> [Int32] {
    var ids = [Int32](repeating: -1, count: 256)
    for (id, kind) in kinds.enumerated() where kind == .byte {
      let text = texts.bytes[texts.offsets[id]..<texts.offsets[id + 1]]
      guard let byte = text.withUnsafeBytes(BytePiece.byte) else {
        throw invalid("piece \(id) should spell a byte")
      }
      ids[Int(byte)] = Int32(id)
    }
    guard spellsBytes else { return [] }
    guard !ids.contains(-1) else { throw invalid("not every byte has a piece") }
    return ids
  }
}
