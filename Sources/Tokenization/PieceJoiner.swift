/// Joins target pieces to text, by what each id stands for.
struct PieceJoiner: Sendable {
  /// What an id adds to the text.
  enum Role: Sendable, Equatable {
    case text
    /// One byte of a character that the vocabulary lacks, written `<0xE4>`.
    case byte(UInt8)
    /// Frames sentences; adds nothing.
    case control
    case unknown
  }

  /// What a reader sees for a token that the model itself marks as unknown: U+2047, as SentencePiece
  /// prints it, so that nothing is lost in silence.
  static let unknownMark = "\u{2047}"

  let vocabulary: Vocabulary
  /// Whether pieces mark their spaces with U+2581; else every token is a word of its own.
  let marksSpaces: Bool
  private let roles: [Role]

  init(vocabulary: Vocabulary, controlTokens: Set<String>, marksSpaces: Bool) {
    self.vocabulary = vocabulary
    self.marksSpaces = marksSpaces
    var roles = (0..<Int32(vocabulary.count)).map { id in
      vocabulary.withTokenBytes(id, Self.byte(spelledBy:)).flatMap { $0 }.map(Role.byte) ?? .text
    }
    for token in controlTokens {
      if let id = vocabulary.find(token) { roles[Int(id)] = .control }
    }
    roles[Int(vocabulary.unknownID)] = .unknown
    self.roles = roles
  }

  /// Ids outside the vocabulary count as unknown.
  func join(_ ids: [Int32]) -> String {
    // Bytes and not characters: byte pieces assemble into characters only when they stand together.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(ids.count * 5)
    var isFirst = true
    for id in ids {
      let role = roles.indices.contains(Int(id)) ? roles[Int(id)] : .unknown
      if role == .control { continue }
      if !marksSpaces && !isFirst { bytes.append(UInt8(ascii: " ")) }
      isFirst = false
      switch role {
      case .text: vocabulary.withTokenBytes(id) { append($0, to: &bytes) }
      case .byte(let byte): bytes.append(byte)
      case .unknown: bytes.append(contentsOf: Self.unknownMark.utf8)
      case .control: break
      }
    }
    let leadingSpace = marksSpaces && bytes.first == UInt8(ascii: " ") ? 1 : 0
    return String(decoding: bytes.dropFirst(leadingSpace), as: UTF8.self)
  }

  /// U+2581 is E2 96 81.
  private func append(_ piece: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    guard marksSpaces else { return bytes.append(contentsOf: piece) }
    var index = 0
    while index < piece.count {
      if piece[index] == 0xE2, index + 2 < piece.count, piece[index + 1] == 0x96,
        piece[index + 2] == 0x81
      {
        bytes.append(UInt8(ascii: " "))
        index += 3
      } else {
        bytes.append(piece[index])
        index += 1
      }
    }
  }

  /// The byte that a piece such as `<0xE4>` spells.
  private static func byte(spelledBy token: UnsafeRawBufferPointer) -> UInt8? {
    guard token.count == 6, token.starts(with: "<0x".utf8), token[5] == UInt8(ascii: ">") else {
      return nil
    }
    return UInt8(String(decoding: token[3..<5], as: UTF8.self), radix: 16)
  }
}
