import Dragoman
import Foundation
import Live
import TestSupport
import Testing

@Suite struct LiveConnectionTests {
  private static func sessions(_ limits: LiveLimits = promptly()) -> LiveSessions {
    LiveSessions(engine: UnsteadyEngine(), limits: limits)
  }

  @Test(arguments: [
    ("{\"type\":\"source\"", "byte 16"), ("[1]", "another kind"), ("{\"type\":\"nonsense\"}", "type"),
    ("{\"type\":\"source\",\"text\":\"a\"}", "seg"), ("{\"type\":\"source\",\"seg\":1,\"text\":7}", "text"),
    ("{\"type\":\"config\",\"targets\":[\"zh\",\"klingonish\"]}", "targets.1"),
    ("{\"type\":\"config\",\"targets\":[]}", "targets"),
    ("{\"type\":\"ack\",\"seq\":\"x\"}", "seq"),
  ]) func oneBadMessageNeverEndsASession(line: String, place: String) async throws {
    var talk = Talk(Self.sessions())
    await talk.say(.hello(.init()), .configuration())
    await talk.connection.receive(Array(line.utf8))
    await talk.say(.said(1, 1, "Yes.", final: true), .end)
    try await talk.hearAll()
    #expect(talk.finals() == ["YES."])
    let failure = try #require(talk.failures.first)
    #expect(
      failure.code == "invalid" && !failure.isFatal && failure.message.contains(place), "\(failure.message)")
  }

  @Test func invalidBytesAreNamedByTheirPlace() async throws {
    var talk = Talk(Self.sessions())
    await talk.connection.receive(Array("{\"type\":\"".utf8) + [0xFF, 0xFE])
    try await talk.hear(until: \.isError)
    #expect(talk.failures.first?.message.contains("byte 9") == true)
  }

  @Test func linesThatAreTooLongAreLeftOut() async throws {
    var talk = Talk(Self.sessions())
    await talk.say(.hello(.init()), .configuration())
    await talk.connection.receive([UInt8](repeating: 0x61, count: 65_537))
    await talk.connection.refuse(lineOf: 1_000_000)
    await talk.say(.said(1, 1, "Yes.", final: true), .end)
    try await talk.hearAll()
    #expect(talk.failures.map(\.code) == ["line_too_long", "line_too_long"] && talk.finals() == ["YES."])
  }

  @Test func mistakesAreToldAndTheSessionGoesOn() async throws {
    var talk = Talk(Self.sessions(promptly { $0.segmentCharacters = 10 }))
    await talk.say(.said(1, 1, "Early.", final: true))
    await talk.say(.configuration(to: [.english]))
    await talk.say(.configuration(to: [try LanguageTag("sw")]))
    await talk.say(.configuration(), .said(1, 1, "Much too long.", final: true))
    await talk.say(.correct(.init(segment: .number(7), target: .chinese, text: "x")), .flush(.number(7)))
    await talk.say(.said(1, 1, "Yes.", final: true), .said(1, 2, "No.", final: true), .end)
    try await talk.hearAll()
    #expect(
      talk.failures.map(\.code) == [
        "no_config", "no_route", "too_large", "no_segment", "no_segment", "final",
      ])
    #expect(talk.finals() == ["YES."])
  }

  @Test func moreThanTheCreditsIsRefusedAndNotLostSilently() async throws {
    let gate = Gate()
    var talk = Talk(
      LiveSessions(engine: UnsteadyEngine(gate: gate), limits: promptly { $0.openSegments = 4 }))
    await talk.say(.hello(.init()), .configuration())
    for segment in 1...6 { await talk.say(.said(segment, 1, "Yes \(segment).", final: true)) }
    gate.open()
    await talk.say(.end)
    try await talk.hearAll()
    #expect(talk.finals().count == 4)
    #expect(talk.failures.map(\.segment) == [.number(5), .number(6)])
    #expect(talk.failures.allSatisfy { $0.code == "flow" && $0.retryAfter == 1 })
    #expect(talk.heard.contains { if case .flow(let credits) = $0 { credits == 4 } else { false } })
  }

  @Test func pingsAreAnswered() async throws {
    var talk = Talk(Self.sessions())
    await talk.say(.ping(time: 12.5))
    let pong = try await talk.hear { _ in true }
    #expect(pong == .pong(time: 12.5))
  }

  @Test func silenceEndsAConnectionAndNotItsSession() async throws {
    let sessions = Self.sessions(promptly { $0.silence = .seconds(1) })
    var talk = Talk(sessions)
    await talk.say(.hello(.init()), .configuration())
    try await talk.hearAll()
    #expect(talk.failures.map(\.code) == ["idle"] && talk.failures[0].isFatal)
    #expect(await sessions.count == 1)
  }

  @Test func aKeyThatIsWrongEndsTheConnection() async throws {
    struct Refused: Error {}
    let connection = LiveConnection(sessions: Self.sessions()) { key in if key != "right" { throw Refused() }
    }
    await connection.receive(ClientMessage.hello(.init(auth: "wrong")).line)
    let line = try #require(await connection.next())
    guard case .error(let failure) = try ServerMessage(line: line) else { throw Refused() }
    #expect(failure.code == "auth" && failure.isFatal)
    #expect(await connection.next() == nil)
  }

  // MARK: - Taking up again

  @Test func aClientThatComesBackMissesNoFinal() async throws {
    let sessions = Self.sessions()
    var first = Talk(sessions)
    await first.say(.hello(.init()), .configuration(.fast), .said(1, 1, "One.", final: true))
    let last = try await first.hear(until: \.isFinal)
    await first.connection.disconnected()
    let ready = try #require(first.ready)

    // Meanwhile, over the connection that is gone, nothing is lost: segments two and three.
    var second = Talk(sessions)
    await second.say(
      .hello(.init(session: ready.session, resumeToken: ready.resumeToken, lastSequence: last?.sequence)),
      .said(2, 1, "Two.", final: true), .said(3, 1, "three"))
    try await second.hear(until: \.isPartial)
    await second.connection.disconnected()

    var third = Talk(sessions)
    await third.say(
      .hello(.init(session: ready.session, resumeToken: ready.resumeToken, lastSequence: last?.sequence)))
    try await third.hear(until: \.isPartial)
    #expect(third.ready?.isResumed == true && third.ready?.finalSegments == [.number(1), .number(2)])
    #expect(third.finals() == ["TWO."])
    await third.say(.said(3, 2, "Three.", final: true), .end)
    try await third.hearAll()
    #expect(third.finals() == ["TWO.", "THREE."])
  }

  /// Whatever a client says that it has, the session goes on.
  @Test(arguments: [Int.max, Int.min, -1, 1_000_000]) func aNumberThatNeverWasHarmsNobody(sequence: Int)
    async throws
  {
    let sessions = Self.sessions()
    var first = Talk(sessions)
    await first.say(.hello(.init()), .configuration())
    try await first.hear(until: \.isReady)
    await first.connection.disconnected()
    let ready = try #require(first.ready)
    var second = Talk(sessions)
    await second.say(
      .hello(.init(session: ready.session, resumeToken: ready.resumeToken, lastSequence: sequence)),
      .said(1, 1, "Yes.", final: true), .end)
    try await second.hearAll()
    #expect(second.finals() == ["YES."])
  }

  @Test func aTextOfNoKnownLanguageSaysSo() async throws {
    struct Clueless: LiveEngine {
      let pairs: [LanguagePair] = []
      func language(of text: String) -> DetectedLanguage? { nil }
      func gap(from: LanguageTag, to: LanguageTag) -> String? { "none" }
      func translate(
        _ sentence: String, from: LanguageTag, to: LanguageTag, hint: SentenceHint
      ) async throws -> LiveTranslation { LiveTranslation(text: "?") }
    }
    var talk = Talk(LiveSessions(engine: Clueless(), limits: promptly()))
    await talk.say(
      .hello(.init()), .configuration(from: nil), .said(1, 1, "Hmm.", final: true),
      .said(2, 1, "12.", final: true), .end)
    try await talk.hearAll()
    #expect(talk.finals() == ["Hmm.", "12."])
    let checks = talk.heard.compactMap { if case .final(let final) = $0 { final.checks } else { nil } }
    #expect(checks == [["not translated: the language is not known"], []])
  }

  @Test func aTranscriptIsThereWhenTheSessionIsOver() async throws {
    let sessions = Self.sessions(promptly { $0.sessions = 1 })
    var first = Talk(sessions)
    await first.say(.hello(.init()), .configuration(), .said(1, 1, "One.", final: true), .end)
    try await first.hearAll()
    await first.connection.disconnected()
    let ready = try #require(first.ready)
    let cues = try await sessions.export(ready.session, token: ready.resumeToken, target: nil, as: .srt)
    #expect(String(decoding: cues, as: UTF8.self).contains("One.\nONE."))
    // It makes room for the next.
    var second = Talk(sessions)
    await second.say(.hello(.init()), .configuration(), .said(1, 1, "Two.", final: true), .end)
    try await second.hearAll()
    #expect(second.finals() == ["TWO."])
    await #expect(throws: LiveSessions.ExportError.noSession) {
      try await sessions.export(ready.session, token: ready.resumeToken, target: nil, as: .srt)
    }
  }

  @Test func aTokenIsNeededAndTheNewConnectionTakesOver() async throws {
    let sessions = Self.sessions()
    var first = Talk(sessions)
    await first.say(.hello(.init()), .configuration())
    try await first.hear(until: \.isReady)
    let ready = try #require(first.ready)

    for hello in [
      ClientMessage.Hello(session: ready.session), .init(session: ready.session, resumeToken: "wrong"),
      .init(session: "none", resumeToken: ready.resumeToken), .init(version: 2),
    ] {
      var stranger = Talk(sessions)
      await stranger.say(.hello(hello))
      try await stranger.hearAll()
      #expect(stranger.failures.count == 1 && stranger.failures[0].isFatal)
    }

    var second = Talk(sessions)
    await second.say(.hello(.init(session: ready.session, resumeToken: ready.resumeToken)))
    try await second.hear(until: \.isReady)
    try await first.hearAll()
    #expect(first.failures.map(\.code) == ["taken_over"] && first.isClosed)
    await second.say(.said(1, 1, "Yes.", final: true), .end)
    try await second.hearAll()
    #expect(second.finals() == ["YES."])
  }

  @Test func shutdownDeliversWhatWasFinal() async throws {
    let sessions = LiveSessions(engine: UnsteadyEngine(time: .milliseconds(20)), limits: promptly())
    var talk = Talk(sessions)
    await talk.say(.hello(.init()), .configuration(.sentence))
    for segment in 1...5 { await talk.say(.said(segment, 1, "Yes \(segment).", final: true)) }
    async let closing: Void = sessions.shutDown()
    try await talk.hearAll()
    await closing
    #expect(talk.finals().count == 5 && talk.isClosed)
    var late = Talk(sessions)
    await late.say(.hello(.init()))
    try await late.hearAll()
    #expect(late.failures.map(\.code) == ["shutdown"])
  }
}
