import Live

/// Why there is no session with a server, or no longer.
public enum LiveClientError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Not an address of a server.
  case address(String)
  case certificates(path: String, reason: String)
  /// The server was not there, or not again, as long as was waited for it.
  case unreachable(ServerAddress, reason: String)
  /// The server has ended the session: a key that is not known, an older protocol.
  case refused(ServerMessage.Failure)
  /// What came is no message.
  case unreadable(MessageFault)

  public var description: String {
    switch self {
    case .address(let text): "“\(text)” is no address of a server"
    case .certificates(let path, let reason): "\(path): \(reason)"
    case .unreachable(let address, let reason): "no connection to \(address): \(reason)"
    case .refused(let failure): "the server has refused: \(failure.message) (\(failure.code))"
    case .unreadable(let fault): "the server has sent what is no message: \(fault)"
    }
  }
}
