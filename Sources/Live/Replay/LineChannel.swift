/// A way to a session: in this process, or to a server.
public protocol LineChannel: Sendable {
  func send(_ message: ClientMessage) async throws
  /// The next message; nil when the other side has closed.
  func receive() async throws -> ServerMessage?
  func close() async
}

/// A session in this process.
public struct LocalChannel: LineChannel {
  private let endpoint: any LiveEndpoint

  public init(_ endpoint: any LiveEndpoint) { self.endpoint = endpoint }

  public func send(_ message: ClientMessage) async { await endpoint.receive(message.line) }

  public func receive() async throws -> ServerMessage? {
    guard let line = await endpoint.next() else { return nil }
    return try ServerMessage(line: line)
  }

  public func close() async { await endpoint.disconnected() }
}
