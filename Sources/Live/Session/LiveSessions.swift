import Dragoman

/// All live sessions of a process.
public actor LiveSessions {
  private struct Entry {
    var session: LiveSession
    var tokenDigest: String
  }

  public nonisolated let limits: LiveLimits
  private let engine: any LiveEngine
  private let journal: (any SessionJournal)?
  private var entries: [String: Entry] = [:]
  private var isClosed = false

  /// - Parameter journal: nil keeps sessions in memory only.
  public init(engine: any LiveEngine, limits: LiveLimits = LiveLimits(), journal: (any SessionJournal)? = nil)
  {
    (self.engine, self.limits, self.journal) = (engine, limits, journal)
  }

  /// How many there are.
  public var count: Int { entries.count }

  /// A session for a client that says hello: a new one, or its own of before.
  func open(_ hello: ClientMessage.Hello) async throws(SessionFault) -> (LiveSession, ServerMessage.Ready) {
    guard hello.version == 1 else {
      throw SessionFault(code: "version", "version \(hello.version) of the protocol is not known, 1 is")
    }
    guard !isClosed else {
      throw SessionFault(code: "shutdown", "the server is shutting down", retryAfter: 5)
    }
    await letGoOfTheAbsent()
    if entries.count >= limits.sessions { await letGoOfOneThatIsOver() }
    if let id = hello.session { return try await resume(id, hello) }
    guard entries.count < limits.sessions else {
      throw SessionFault(code: "too_many_sessions", "\(entries.count) sessions are open", retryAfter: 30)
    }
    let id = RandomName.make(bytes: 12)
    let token = RandomName.make(bytes: 24)
    do {
      let digest = try SecretDigest.of(token)
      try await journal?.create(session: id, tokenHash: digest)
      let session = LiveSession(id: id, engine: engine, limits: limits, journal: journal)
      entries[id] = Entry(session: session, tokenDigest: digest)
      return (session, ready(session, token, isResumed: false, final: []))
    } catch {
      throw SessionFault(code: "journal", "the session cannot be written down: \(error)", retryAfter: 5)
    }
  }

  private func resume(
    _ id: String, _ hello: ClientMessage.Hello
  ) async throws(SessionFault) -> (LiveSession, ServerMessage.Ready) {
    guard let token = hello.resumeToken else {
      throw SessionFault(code: "resume", "resume_token: a session is taken up with its token")
    }
    let session = try await session(id, token: token)
    return (session, ready(session, token, isResumed: true, final: await session.finalSegments))
  }

  /// A session by its token, out of the journal if it is not in memory.
  func session(_ id: String, token: String) async throws(SessionFault) -> LiveSession {
    let unknown = SessionFault(code: "no_session", "there is no such session, or the token is another's")
    do {
      let digest = try SecretDigest.of(token)
      if let entry = entries[id] {
        guard SecretDigest.isEqual(entry.tokenDigest, digest) else { throw unknown }
        return entry.session
      }
      guard let saved = try await journal?.load(session: id), SecretDigest.isEqual(saved.tokenHash, digest)
      else {
        throw unknown
      }
      // Another connection may have been faster.
      if let entry = entries[id] { return entry.session }
      let session = LiveSession(id: id, engine: engine, limits: limits, journal: journal)
      entries[id] = Entry(session: session, tokenDigest: digest)
      await session.restore(saved.entries)
      return session
    } catch let fault as SessionFault {
      throw fault
    } catch {
      throw SessionFault(code: "journal", "the session's journal cannot be read: \(error)")
    }
  }

  /// The session is over, or its client has not come back.
  func close(_ id: String) async {
    guard let entry = entries.removeValue(forKey: id) else { return }
    await entry.session.stop()
  }

  private func letGoOfTheAbsent() async {
    for (id, entry) in entries {
      guard let since = await entry.session.absentSince else { continue }
      if ContinuousClock.now - since > limits.absence { await close(id) }
    }
  }

  /// The one that was over first makes room.
  private func letGoOfOneThatIsOver() async {
    var oldest: (id: String, since: ContinuousClock.Instant)?
    for (id, entry) in entries {
      guard await entry.session.isOver, let since = await entry.session.absentSince else { continue }
      if oldest.map({ since < $0.since }) ?? true { oldest = (id, since) }
    }
    if let oldest { await close(oldest.id) }
  }

  /// Takes no new sessions, and waits until those that are there have translated what was final.
  public func shutDown() async {
    isClosed = true
    for entry in entries.values { await entry.session.announceShutdown() }
  }

  private func ready(
    _ session: LiveSession, _ token: String, isResumed: Bool, final: [SegmentID]
  ) -> ServerMessage.Ready {
    .init(
      session: session.id, resumeToken: token, isResumed: isResumed, finalSegments: final,
      limits: .init(
        lineBytes: limits.lineBytes, segmentCharacters: limits.segmentCharacters,
        openSegments: limits.openSegments,
        targets: limits.targets),
      models: engine.pairs.map { "\($0.from.code)-\($0.to.code)" }.sorted())
  }
}
