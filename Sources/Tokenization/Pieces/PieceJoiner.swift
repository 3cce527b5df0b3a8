/// Joins target pieces to text, by what each id stands for.
struct PieceJoiner {
  /// What an id adds to the text.
  enum Role: UInt8 {
    case text
    /// One byte of a character that the vocabulary lacks, written `<0xE4>`.
    case byte
    /// Frames sentences; adds nothing.
    case control
    case unknown
  }

  /// What a reader sees for a token that the model itself marks as unknown: U+2047, as SentencePiece
  /// prints it, so that nothing is lost in silence.
  static let unknownMark = "\u{2047}"

  let tokens: TokenView
  /// By id, one byte each.
  let roles: UnsafeRawBufferPointer
  /// Whether pieces mark their spaces with U+2581; else every token is a word of its own.
  let marksSpaces: Bool

  /// By id, what a vocabulary's tokens stand for.
  static func roles(of vocabulary: Vocabulary, controlTokens: Set<String>) -> [Role] {
    var roles: [Role] = vocabulary.table.withView { tokens in
      (0..<tokens.count).map { BytePiece.byte(tokens.bytes($0)) == nil ? .text : .byte }
    }
    for token in controlTokens {
      if let id = vocabulary.find(token) { roles[Int(id)] = .control }
    }
    roles[Int(vocabulary.unknownID)] = .unknown
    return roles
  }

  /// Ids outside the vocabulary count as unknown.
  func join(_ ids: [Int32]) -> String {
    let bytes = assemble(ids) { _ in }
    let leadingSpace = marksSpaces && bytes.first == UInt8(ascii: " ") ? 1 : 0
    return String(decoding: bytes.dropFirst(leadingSpace), as: UTF8.self)
  }

  /// What the ids write, end to end: bytes and not characters, since byte pieces assemble into characters
  /// only when they stand together.
  /// - Parameter onEnd: gets the length after each id.
  func assemble(_ ids: [Int32], onEnd: (Int) -> Void) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(ids.count * 5)
    var isFirst = true
    for id in ids {
      defer { onEnd(bytes.count) }
      let role = role(of: Int(id))
      if role == .control { continue }
      if !marksSpaces && !isFirst { bytes.append(UInt8(ascii: " ")) }
      isFirst = false
      let piece = tokens.bytes(Int(id))
      switch role {
      case .text: append(piece, to: &bytes)
      case .byte: BytePiece.byte(piece).map { bytes.append($0) } ?? append(piece, to: &bytes)
      case .unknown: bytes.append(contentsOf: Self.unknownMark.utf8)
      case .control: break
      }
    }
    return bytes
  }

  func role(of id: Int) -> Role {
    guard id >= 0, id < roles.count else { return .unknown }
    return Role(rawValue: roles[id]) ?? .unknown
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
}
