import Dragoman

/// A client's connection to its session: reads its lines, and hands out what it is told.
public actor LiveConnection: LiveEndpoint {
  private let sessions: LiveSessions
  private let authorize: @Sendable (_ key: String?) async throws -> Void
  private let glossaries: (any GlossaryFinding)?
  private var key: String?
  private var session: LiveSession?
  private var listener = 0
  /// Messages that are no part of a session's: they are not numbered and not kept.
  private var control: [[UInt8]] = []
  private var isClosing = false
  private var waiter: CheckedContinuation<Void, Never>?
  private var isWoken = false
  private var lastHeard = ContinuousClock.now
  private var watch: Task<Void, Never>?

  /// - Parameters:
  ///   - glossaries: nil where no glossary has a name.
  ///   - authorize: throws where a client's key gives it no session; what it throws is told.
  public init(
    sessions: LiveSessions, glossaries: (any GlossaryFinding)? = nil,
    authorize: @escaping @Sendable (_ key: String?) async throws -> Void = { _ in }
  ) {
    (self.sessions, self.glossaries, self.authorize) = (sessions, glossaries, authorize)
  }

  // MARK: - In

  public func receive(_ line: [UInt8]) async {
    lastHeard = .now
    guard !isClosing, line.contains(where: { $0 > 0x20 }) else { return }
    guard line.count <= sessions.limits.lineBytes else { return refuse(lineOf: line.count) }
    do {
      try await obey(ClientMessage(line: line))
    } catch let fault as SessionFault {
      tell(.error(fault.failure))
    } catch {
      tell(.error(.init(code: "invalid", message: String(describing: error))))
    }
  }

  public func refuse(lineOf count: Int) {
    lastHeard = .now
    tell(
      .error(
        .init(
          code: "line_too_long",
          message: "a line of \(count) bytes was left out: \(sessions.limits.lineBytes) are taken")))
  }

  private func obey(_ message: ClientMessage) async throws {
    switch message {
    case .hello(let hello): return try await greet(hello)
    case .ping(let time): return tell(.pong(time: time))
    default: break
    }
    if session == nil { try await greet(ClientMessage.Hello()) }
    guard let session else { return }
    guard await session.isAttached(listener) else {
      return close(
        with: .init(code: "taken_over", message: "the session goes on over another connection", isFatal: true)
      )
    }
    switch message {
    case .hello, .ping: break
    case .config(let configuration):
      try await session.configure(configuration)
      try await findGlossaries(of: session)
    case .source(let revision): try await session.take(revision)
    case .term(let change): try await session.change(change)
    case .correct(let correction): try await session.correct(correction)
    case .flush(let segment): try await session.flush(segment)
    case .ack(let sequence): await session.acknowledge(sequence)
    case .end: try await session.end()
    }
  }

  /// Of a session that is taken up again they are looked for anew: its journal has their names.
  private func findGlossaries(of session: LiveSession) async throws {
    var found: [Glossary] = []
    var unknown: [String] = []
    for name in await session.configuration?.glossaries ?? [] {
      if let glossary = try await glossaries?.glossary(name, key: key) {
        found.append(glossary)
      } else {
        unknown.append(name)
      }
    }
    await session.use(found, unknown: unknown)
  }

  private func greet(_ hello: ClientMessage.Hello) async throws {
    guard session == nil else { throw SessionFault(code: "hello", "hello comes once") }
    do {
      try await authorize(hello.auth)
    } catch {
      return close(with: .init(code: "auth", message: String(describing: error), isFatal: true))
    }
    let (session, ready): (LiveSession, ServerMessage.Ready)
    do {
      (session, ready) = try await sessions.open(hello)
    } catch {
      var failure = error.failure
      failure.isFatal = true
      return close(with: failure)
    }
    self.session = session
    key = hello.auth
    if hello.session != nil { try await findGlossaries(of: session) }
    tell(.ready(ready))
    listener = await session.attach(after: hello.session == nil ? nil : hello.lastSequence ?? 0) {
      [weak self] in
      Task { await self?.wake() }
    }
    watchSilence()
    wake()
  }

  // MARK: - Out

  public func next() async -> [UInt8]? {
    if watch == nil { watchSilence() }
    while true {
      if !control.isEmpty { return control.removeFirst() }
      if isClosing { return nil }
      if let session {
        if let line = await session.nextLine(for: listener) { return line }
        if await session.isFinished {
          // The session stays a while: its transcript may be wanted.
          isClosing = true
          continue
        }
        if !(await session.isAttached(listener)) {
          close(
            with: .init(
              code: "taken_over", message: "the session goes on over another connection", isFatal: true))
          continue
        }
      }
      guard !isWoken else {
        isWoken = false
        continue
      }
      if !control.isEmpty || isClosing { continue }
      await withCheckedContinuation { waiter = $0 }
      isWoken = false
    }
  }

  public func disconnected() async {
    isClosing = true
    watch?.cancel()
    if let session { await session.detach(listener) }
    wake()
  }

  private func tell(_ message: ServerMessage) {
    control.append(message.line)
    wake()
  }

  private func close(with failure: ServerMessage.Failure) {
    control.append(ServerMessage.error(failure).line)
    isClosing = true
    wake()
  }

  private func wake() {
    isWoken = true
    waiter?.resume()
    waiter = nil
  }

  /// Closes a connection of which nothing is heard, not even a ping.
  private func watchSilence() {
    guard watch == nil else { return }
    watch = Task { [weak self, silence = sessions.limits.silence] in
      while !Task.isCancelled, let left = await self?.timeLeft(of: silence) {
        guard left > .zero else {
          await self?.close(
            with: .init(
              code: "idle", message: "nothing was heard for \(Int(silence.seconds)) seconds", isFatal: true))
          return
        }
        try? await Task.sleep(for: left)
      }
    }
  }

  private func timeLeft(of silence: Duration) -> Duration? {
    isClosing ? nil : lastHeard + silence - .now
  }
}
