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
    roles = (0..<Int32(vocabulary.count)).map { id in
      if id == vocabulary.unknownID { return .unknown }
      return vocabulary.withTokenBytes(id) { Self.role(of: $0, controlTokens) } ?? .text
    }
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

  private static func role(of token: UnsafeRawBufferPointer, _ controlTokens: Set<String>) -> Role {
    guard token.first == UInt8(ascii: "<"), token.last == UInt8(ascii: ">") else {
      return controlTokens.contains(String(decoding: token, as: UTF8.self)) ? .control : .text
    }
    let text = String(decoding: token, as: UTF8.self)
    if controlTokens.contains(text) { return .control }
    if text.utf8.count == 6, text.hasPrefix("<0x"), let byte = UInt8(text.dropFirst(3).prefix(2), radix: 16) {
      return .byte(byte)
    }
    return .text
  }
}
