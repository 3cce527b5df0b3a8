import CSentencePiece
import Foundation
import Testing

/// The SentencePiece library itself: what the tokenizer must agree with.
final class LibraryModel {
  struct Piece: Equatable, CustomStringConvertible {
    var id: Int32
    var text: String
    var range: Range<Int>

    var description: String { "\(id) \(text.debugDescription) \(range)" }
  }

  struct Refusal: Error {
    let reason: String
  }

  private let handle: OpaquePointer

  init(_ data: Data) throws {
    var opened: OpaquePointer?
    var message = [CChar](repeating: 0, count: 512)
    let status = data.withUnsafeBytes {
      dragoman_sp_open_bytes($0.baseAddress, $0.count, &opened, &message, message.count)
    }
    guard status == DRAGOMAN_SP_OK, let opened else {
      throw Refusal(
        reason: message.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    handle = opened
  }

  deinit { dragoman_sp_close(handle) }

  /// Pieces of a text, cut into the tokenizer's stretches.
  func encode(_ bytes: [UInt8]) throws -> [Piece] {
    var pieces: [Piece] = []
    var start = 0
    var continuesWord = false
    while start < bytes.count {
      let end = Self.endOfStretch(from: start, in: bytes)
      let stretch = try encodeStretch(Array(bytes[start..<end]))
      for (index, piece) in stretch.enumerated() {
        if continuesWord, index == 0, piece.range.isEmpty { continue }
        let range = start + piece.range.lowerBound..<start + piece.range.upperBound
        pieces.append(Piece(id: piece.id, text: piece.text, range: range))
      }
      continuesWord = end < bytes.count && bytes[end] != UInt8(ascii: " ")
      start = end
    }
    return pieces
  }

  func encodeStretch(_ bytes: [UInt8]) throws -> [Piece] {
    var encoding = dragoman_sp_encoding()
    defer { dragoman_sp_encoding_free(&encoding) }
    let status = bytes.withUnsafeBufferPointer { text in
      text.withMemoryRebound(to: CChar.self) {
        dragoman_sp_encode(handle, $0.baseAddress, $0.count, &encoding, nil, 0)
      }
    }
    guard status == DRAGOMAN_SP_OK else { throw Refusal(reason: "the text is refused") }
    return (0..<encoding.count).map { index in
      let piece = encoding.pieces[index]
      let text = UnsafeRawBufferPointer(
        start: encoding.text + Int(piece.text_begin), count: Int(piece.text_end - piece.text_begin))
      return Piece(
        id: piece.id, text: String(decoding: text, as: UTF8.self),
        range: Int(piece.begin)..<Int(piece.end))
    }
  }

  private static func endOfStretch(from start: Int, in bytes: [UInt8]) -> Int {
    let limit = start + 4096
    guard limit < bytes.count else { return bytes.count }
    if let space = bytes[(start + 1)...limit].lastIndex(of: UInt8(ascii: " ")) { return space }
    return bytes[(limit - 3)...limit].lastIndex { $0 & 0xC0 != 0x80 } ?? limit
  }
}
