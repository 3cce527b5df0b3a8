import NIOCore
import NIOWebSocket

/// Makes messages of WebSocket frames, and keeps no more of one than a message may have.
package struct MessageAssembler: Sendable {
  package enum Event: Sendable, Equatable {
    case text([UInt8])
    /// The bytes of a message that is too long; they are gone.
    case tooLong(Int)
    case ping(ByteBuffer)
    case pong
    /// The client closes, or has broken the rules: what to say to it.
    case close(WebSocketErrorCode)
  }

  private let limit: Int
  private var message: [UInt8] = []
  private var length = 0
  private var isOpen = false

  package init(limit: Int) {
    self.limit = limit
  }

  /// What a frame completes; nil for one in the middle of a message.
  package mutating func take(_ frame: WebSocketFrame) -> Event? {
    guard frame.maskKey != nil, !frame.rsv1, !frame.rsv2, !frame.rsv3 else { return .close(.protocolError) }
    switch frame.opcode {
    case .ping: return .ping(frame.unmaskedData)
    case .pong: return .pong
    case .connectionClose: return .close(Self.answer(to: frame.unmaskedData))
    case .binary: return .close(.unacceptableData)
    case .text where !isOpen, .continuation where isOpen: return take(frame.unmaskedData, isLast: frame.fin)
    default: return .close(.protocolError)
    }
  }

  private mutating func take(_ data: ByteBuffer, isLast: Bool) -> Event? {
    isOpen = !isLast
    length += data.readableBytes
    if length <= limit { message.append(contentsOf: data.readableBytesView) } else { message = [] }
    guard isLast else { return nil }
    defer { (message, length) = ([], 0) }
    if length > limit { return .tooLong(length) }
    return String(validating: message, as: UTF8.self) == nil
      ? .close(.dataInconsistentWithMessage) : .text(message)
  }

  private static func answer(to payload: ByteBuffer) -> WebSocketErrorCode {
    var payload = payload
    guard payload.readableBytes > 0 else { return .normalClosure }
    guard let code = payload.readInteger(as: UInt16.self) else { return .protocolError }
    let isValid = (1000...1003).contains(code) || (1007...1014).contains(code) || (3000...4999).contains(code)
    guard isValid else { return .protocolError }
    return String(validating: payload.readableBytesView, as: UTF8.self) == nil
      ? .dataInconsistentWithMessage : WebSocketErrorCode(codeNumber: Int(code))
  }
}
