import Live
import NIOSSL

/// A live session on a server.
///
/// When the connection breaks it is made again and the session taken up where it was: what the server has said
/// meanwhile comes then, and what it may not have heard is said again. A server that has forgotten the session gets
/// a new one, with all that is not translated yet.
///
///     let client = try LiveClient(ServerAddress("localhost"))
///     try await client.send(.config(SessionConfiguration(source: .chinese, targets: [.english])))
///     try await client.send(.source(.init(segment: .number(1), revision: 1, text: "会议开始了。", isFinal: true)))
///     try await client.send(.end)
///     while let message = try await client.receive() { print(message) }
public actor LiveClient: LineChannel {
  private static let pingInterval = Duration.seconds(15)
  /// Twice what a ping takes to be answered, and more.
  private static let silence = Duration.seconds(40)
  private static let acknowledgedAtOnce = 64

  private let address: ServerAddress
  private let key: String?
  private let tls: NIOSSLContext?
  private let patience: Duration

  private var memory = LiveMemory()
  private var connection: LineConnection?
  private var session: (id: String, token: String)?
  private var acknowledged = 0
  private var lastHeard = ContinuousClock.now
  private var isClosed = false
  private var connecting: Task<LineConnection, any Error>?
  private var pings: Task<Void, Never>?
  /// What was to be sent while there was no connection.
  private var unsaid: [ClientMessage] = []
  /// What came before it was asked for.
  private var heard: [ServerMessage] = []

  /// - Parameters:
  ///   - key: a key of the server.
  ///   - certificates: a file of certificates to trust (PEM) besides those of the system.
  ///   - patience: how long a server that was there and is gone is tried for.
  /// - Throws: ``LiveClientError/certificates(path:reason:)``
  public init(
    _ address: ServerAddress, key: String? = nil, certificates: String? = nil,
    patience: Duration = .seconds(60)
  ) throws {
    (self.address, self.key, self.patience) = (address, key, patience)
    guard address.isEncrypted else {
      tls = nil
      return
    }
    do {
      var configuration = TLSConfiguration.makeClientConfiguration()
      if let certificates {
        configuration.additionalTrustRoots = [
          .certificates(try NIOSSLCertificate.fromPEMFile(certificates))
        ]
      }
      tls = try NIOSSLContext(configuration: configuration)
    } catch {
      throw LiveClientError.certificates(
        path: certificates ?? "certificates", reason: String(describing: error))
    }
  }

  /// The session's name and token on the server: whoever has both can take it up, or have its transcript.
  public var credentials: (session: String, token: String)? { session.map { ($0.id, $0.token) } }

  public func send(_ message: ClientMessage) async throws {
    if case .hello = message { return }
    memory.note(said: message)
    guard let connection else {
      unsaid.append(message)
      _ = try await connected()
      return
    }
    do {
      try await connection.send(message.line)
    } catch {
      lose(connection)
      // All that matters is in the memory.
      _ = try await connected()
    }
  }

  public func receive() async throws -> ServerMessage? {
    while !isClosed {
      if !heard.isEmpty { return heard.removeFirst() }
      let connection = try await connected()
      guard heard.isEmpty else { continue }
      guard let line = try? await connection.next() else {
        if isClosed { return nil }
        lose(connection)
        continue
      }
      let message: ServerMessage
      do { message = try ServerMessage(line: line) } catch { throw LiveClientError.unreadable(error) }
      if let message = try await take(message, from: connection) { return message }
    }
    return nil
  }

  public func close() {
    isClosed = true
    pings?.cancel()
    connecting?.cancel()
    connection?.close()
    connection = nil
  }

  /// - Returns: nil for what a caller need not know.
  private func take(_ message: ServerMessage, from connection: LineConnection) async throws -> ServerMessage?
  {
    lastHeard = .now
    memory.note(heard: message)
    switch message {
    case .pong: return nil
    case .error(let failure) where failure.isFatal:
      guard failure.retryAfter != nil || failure.code == "idle" else {
        throw LiveClientError.refused(failure)
      }
      lose(connection)
      return nil
    case .done:
      isClosed = true
      pings?.cancel()
      connection.close()
    default: break
    }
    if memory.lastSequence - acknowledged >= Self.acknowledgedAtOnce {
      acknowledged = memory.lastSequence
      try? await connection.send(ClientMessage.ack(sequence: acknowledged).line)
    }
    return message
  }

  private func lose(_ lost: LineConnection) {
    lost.close()
    if connection === lost { connection = nil }
  }

  // MARK: - Connecting

  /// The connection there is, or a new one on which the session goes on.
  private func connected() async throws -> LineConnection {
    if let connection { return connection }
    guard !isClosed else { throw CancellationError() }
    if let connecting { return try await connecting.value }
    let task = Task { try await connect() }
    connecting = task
    defer { connecting = nil }
    return try await task.value
  }

  private func connect() async throws -> LineConnection {
    // A server that has never been there is not waited for.
    let end = ContinuousClock.now + (session == nil && memory.lastSequence == 0 ? .zero : patience)
    var pause = Duration.milliseconds(100)
    while true {
      do {
        let new = try await LineConnection.open(to: address, tls: tls)
        if try await greet(over: new) { return new }
        new.close()
      } catch let error as LiveClientError {
        throw error
      } catch {
        guard ContinuousClock.now + pause < end else {
          throw LiveClientError.unreachable(address, reason: Self.reason(error))
        }
      }
      guard ContinuousClock.now + pause < end else {
        throw LiveClientError.unreachable(address, reason: "the server takes no sessions now")
      }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .seconds(5))
    }
  }

  /// - Returns: false where the server asks to try again.
  private func greet(over new: LineConnection) async throws -> Bool {
    let resumed = session.map { session in
      ClientMessage.Hello(
        auth: key, session: session.id, resumeToken: session.token, lastSequence: memory.lastSequence)
    }
    try await new.send(ClientMessage.hello(resumed ?? .init(auth: key)).line)
    while let line = try await new.next() {
      let message: ServerMessage
      do { message = try ServerMessage(line: line) } catch { throw LiveClientError.unreadable(error) }
      switch message {
      case .ready(let ready):
        session = (ready.session, ready.resumeToken)
        heard.append(message)
        unsaid = memory.toSayAgain(to: ready)
        // More may be said in the meantime.
        while !unsaid.isEmpty {
          let next = unsaid.removeFirst()
          try await new.send(next.line)
        }
        connection = new
        lastHeard = .now
        keepAlive()
        return true
      case .error(let failure) where failure.code == "no_session" && session != nil:
        session = nil
        acknowledged = 0
        memory.beginAnew()
        return false
      case .error(let failure) where failure.isFatal:
        if failure.retryAfter == nil { throw LiveClientError.refused(failure) }
        return false
      default: break
      }
    }
    return false
  }

  private func keepAlive() {
    guard pings == nil else { return }
    pings = Task { [weak self] in
      while (try? await Task.sleep(for: Self.pingInterval)) != nil { await self?.ping() }
    }
  }

  private func ping() async {
    guard let connection else { return }
    guard ContinuousClock.now - lastHeard < Self.silence else { return lose(connection) }
    try? await connection.send(ClientMessage.ping(time: nil).line)
  }

  private static func reason(_ error: any Error) -> String {
    let text = String(describing: error)
    return text.contains("Connection refused") ? "nothing listens there" : text
  }
}
