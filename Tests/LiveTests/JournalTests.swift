import Dragoman
import Foundation
import Live
import Testing

@Suite struct JournalTests {
  @Test func aSessionSurvivesItsProcess() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("sessions.sqlite").path

    // The engine never ends the second segment: the process dies over it.
    let stuck = LiveSessions(
      engine: UnsteadyEngine(time: .seconds(600)), limits: promptly(), journal: try SQLiteJournal(path: path))
    var first = Talk(
      LiveSessions(engine: UnsteadyEngine(), limits: promptly(), journal: try SQLiteJournal(path: path)))
    await first.say(
      .hello(.init()), .configuration(.sentence), .term(.init(.add, source: "two", target: "二")),
      .said(1, 1, "number one.", final: true))
    try await first.hear(until: \.isFinal)
    let ready = try #require(first.ready)
    await first.connection.disconnected()

    var second = Talk(stuck)
    await second.say(
      .hello(.init(session: ready.session, resumeToken: ready.resumeToken, lastSequence: 0)),
      .said(2, 1, "number two .", final: true))
    try await second.hear(until: \.isFinal)
    #expect(second.finals() == ["NUMBER ONE."] && second.ready?.finalSegments == [.number(1)])

    var third = Talk(
      LiveSessions(engine: UnsteadyEngine(), limits: promptly(), journal: try SQLiteJournal(path: path)))
    await third.say(
      .hello(.init(session: ready.session, resumeToken: ready.resumeToken, lastSequence: 0)), .end)
    try await third.hearAll()
    #expect(third.ready?.finalSegments == [.number(1), .number(2)])
    #expect(third.finals() == ["NUMBER ONE.", "NUMBER 二 ."])
    let sequences = third.heard.compactMap(\.sequence)
    #expect(sequences == sequences.sorted() && Set(sequences).count == sequences.count)
  }

  /// Numbers that partials had are not given to a final after a restart: it would count as seen.
  @Test func aFinalMadeWhileNobodyListensComes() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    func sessions() throws -> LiveSessions {
      LiveSessions(engine: UnsteadyEngine(), limits: promptly(), journal: try SQLiteJournal(path: path))
    }
    var first = Talk(try sessions())
    await first.say(.hello(.init()), .configuration(.fast))
    for revision in 1...5 {
      await first.say(.said(1, revision, String(repeating: "word ", count: revision)))
      try await first.hear(until: \.isPartial)
    }
    let (ready, seen) = (try #require(first.ready), first.heard.compactMap(\.sequence).max())
    #expect(seen ?? 0 >= 5)

    let again = try sessions()
    func hello() -> ClientMessage {
      .hello(.init(session: ready.session, resumeToken: ready.resumeToken, lastSequence: seen))
    }
    var second = Talk(again)
    await second.say(hello(), .said(1, 6, "All of it.", final: true))
    await second.connection.disconnected()
    var third = Talk(again)
    await third.say(hello(), .end)
    try await third.hearAll()
    #expect(third.ready?.finalSegments == [.number(1)] && third.finals() == ["ALL OF IT."])
  }

  @Test func aFileThatIsNoJournalIsSaidToBeNone() async throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data("not a database, but a text that is long enough to be read as one".utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    #expect(throws: (any Error).self) { try SQLiteJournal(path: url.path) }
  }

  @Test func aTermThatIsRefusedIsNotWrittenDown() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let journal = try SQLiteJournal(path: path)
    var talk = Talk(LiveSessions(engine: UnsteadyEngine(), limits: promptly(), journal: journal))
    await talk.say(.hello(.init()), .configuration(), .term(.init(.add, source: "a")))
    try await talk.hear(until: \.isError)
    #expect(talk.failures.map(\.code) == ["invalid"])
    let saved = try await journal.load(session: try #require(talk.ready).session)
    #expect(saved?.entries.count { if case .sequence = $0 { false } else { true } } == 1)
  }

  @Test func oldSessionsAreLetGo() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let journal = try SQLiteJournal(path: path)
    try await journal.create(session: "a", tokenHash: "x")
    try await journal.append(.term(.init(.add, source: "a", target: "b")), session: "a")
    #expect(try await journal.removeSessions(begunBefore: Date() + 10) == 1)
    #expect(try await journal.load(session: "a") == nil)
  }
}
