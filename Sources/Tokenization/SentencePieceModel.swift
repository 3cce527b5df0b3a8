import CSentencePiece
import Foundation

/// A SentencePiece model: cuts text into pieces. Loaded once, then used by any number of threads.
public final class SentencePieceModel: Sendable {
  /// One piece of a text.
  public struct Piece: Sendable, Equatable {
    /// The model's own id, not a translation vocabulary's.
    public let id: Int32
    /// The piece's text; U+2581 stands for a space.
    public let text: String
    /// The UTF-8 bytes of the input that it covers.
    public let range: Range<Int>
  }

  /// The file's name, for messages.
  public let name: String
  // The library only reads a model once it is loaded.
  nonisolated(unsafe) let handle: OpaquePointer

  /// The largest model file that is read.
  public static let maximumFileSize = 256 << 20

  /// - Throws: `TokenizationError` when the file cannot be read or is no SentencePiece model.
  public convenience init(contentsOf file: URL) throws {
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
  /// - Throws: `TokenizationError` when the bytes are no SentencePiece model.
  public init(data: Data, name: String) throws {
    guard data.count <= Self.maximumFileSize else {
      throw TokenizationError(
        kind: .invalidModel, file: name, reason: "\(data.count) bytes are too many for a model")
    }
    var opened: OpaquePointer?
    let message = StatusMessage()
    let status = data.withUnsafeBytes {
      dragoman_sp_open_bytes($0.baseAddress, $0.count, &opened, message.buffer, message.capacity)
    }
    guard status == DRAGOMAN_SP_OK, let opened else {
      throw TokenizationError(
        kind: .invalidModel, file: name, reason: "not a SentencePiece model (\(message.text))")
    }
    self.name = name
    self.handle = opened
  }

  deinit {
    dragoman_sp_close(handle)
  }

  public var pieceCount: Int { dragoman_sp_piece_count(handle) }

  /// The id of pieces that the model lacks.
  public var unknownID: Int32 { dragoman_sp_unknown_id(handle) }

  /// The piece with this id; nil when there is none.
  public func piece(_ id: Int32) -> String? {
    withPieceBytes(id) { String(decoding: $0, as: UTF8.self) }
  }

  /// The id of this piece; `unknownID` when the model lacks it.
  public func id(of piece: String) -> Int32 {
    var piece = piece
    return piece.withUTF8 { bytes in
      var id = unknownID
      _ = bytes.withMemoryRebound(to: CChar.self) {
        dragoman_sp_piece_id(handle, $0.baseAddress, $0.count, &id)
      }
      return id
    }
  }

  /// Joins the model's own pieces to text.
  /// - Throws: `TokenizationError` for an id outside `0..<pieceCount`.
  public func decode(_ ids: [Int32]) throws -> String {
    var text: UnsafeMutablePointer<CChar>?
    var size = 0
    let message = StatusMessage()
    let status = dragoman_sp_decode(
      handle, ids, ids.count, &text, &size, message.buffer, message.capacity)
    defer { dragoman_sp_text_free(text) }
    guard status == DRAGOMAN_SP_OK, let text else {
      throw TokenizationError(kind: .invalidInput, file: name, reason: message.text)
    }
    return String(decoding: UnsafeRawBufferPointer(start: text, count: size), as: UTF8.self)
  }

  func withPieceBytes<Result>(_ id: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    var text: UnsafePointer<CChar>?
    var size = 0
    guard dragoman_sp_piece_text(handle, id, &text, &size) == DRAGOMAN_SP_OK else { return nil }
    return body(UnsafeRawBufferPointer(start: text, count: size))
  }
}

/// Room for the reason that the C side gives when a call fails.
final class StatusMessage {
  let capacity = 512
  let buffer: UnsafeMutablePointer<CChar>

  init() {
    buffer = .allocate(capacity: capacity)
    buffer.initialize(repeating: 0, count: capacity)
  }

  deinit {
    buffer.deallocate()
  }

  var text: String { String(cString: buffer) }
}
