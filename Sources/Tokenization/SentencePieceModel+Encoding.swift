import CSentencePiece

extension SentencePieceModel {
  /// Text longer than this is cut before it reaches the library, which joins a run of unknown
  /// characters by copying it at each character.
  static let longestStretch = 4096

  /// Cuts text into pieces. Linear in the text's length.
  ///
  /// Texts of at most 4 KiB are segmented as a whole. Longer ones are cut before a space, where the
  /// pieces come out the same; a stretch without spaces is cut between two characters.
  /// - Throws: `TokenizationError` for text that the library refuses.
  public func encode(_ text: String) throws -> [Piece] {
    var text = text
    return try text.withUTF8 { try encode(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// `encode` for bytes that need not be UTF-8: each stray byte counts as U+FFFD.
  public func encode(bytes: UnsafeRawBufferPointer) throws -> [Piece] {
    var pieces: [Piece] = []
    pieces.reserveCapacity(bytes.count / 3 + 2)
    try forEachPiece(in: bytes) { id, text, range in
      pieces.append(Piece(id: id, text: String(decoding: text, as: UTF8.self), range: range))
    }
    return pieces
  }

  /// Calls `body` with each piece's id, text and bytes of the input.
  func forEachPiece(
    in bytes: UnsafeRawBufferPointer,
    _ body: (Int32, UnsafeRawBufferPointer, Range<Int>) -> Void
  ) throws {
    var start = 0
    var continuesWord = false
    while start < bytes.count {
      let end = Self.endOfStretch(from: start, in: bytes)
      try encodeStretch(bytes, start..<end, continuesWord: continuesWord, body)
      continuesWord = end < bytes.count && bytes[end] != UInt8(ascii: " ")
      start = end
    }
  }

  private func encodeStretch(
    _ bytes: UnsafeRawBufferPointer, _ stretch: Range<Int>, continuesWord: Bool,
    _ body: (Int32, UnsafeRawBufferPointer, Range<Int>) -> Void
  ) throws {
    var encoding = dragoman_sp_encoding()
    let message = StatusMessage()
    let text = UnsafeRawBufferPointer(rebasing: bytes[stretch])
    let status = text.withMemoryRebound(to: CChar.self) {
      dragoman_sp_encode(
        handle, $0.baseAddress, $0.count, &encoding, message.buffer, message.capacity)
    }
    defer { dragoman_sp_encoding_free(&encoding) }
    guard status == DRAGOMAN_SP_OK else {
      throw TokenizationError(kind: .invalidInput, file: name, reason: message.text)
    }
    for index in 0..<encoding.count {
      let piece = encoding.pieces[index]
      // The space that the library puts before every text is not one of this text's.
      if continuesWord && index == 0 && piece.begin == piece.end { continue }
      let pieceText = UnsafeRawBufferPointer(
        start: encoding.text + Int(piece.text_begin),
        count: Int(piece.text_end) - Int(piece.text_begin))
      let begin = stretch.lowerBound + Int(piece.begin)
      body(piece.id, pieceText, begin..<max(begin, stretch.lowerBound + Int(piece.end)))
    }
  }

  /// Where the stretch that begins at `start` ends: before the last space within reach, else before
  /// the last character that begins within reach.
  private static func endOfStretch(from start: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    let limit = start + longestStretch
    guard limit < bytes.count else { return bytes.count }
    if let space = bytes[(start + 1)...limit].lastIndex(of: UInt8(ascii: " ")) { return space }
    let nearest = bytes[(limit - 3)...limit].lastIndex { $0 & 0xC0 != 0x80 }
    return nearest ?? limit
  }
}
