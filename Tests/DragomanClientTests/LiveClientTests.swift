import Dragoman
import DragomanClient
import Live
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct LiveClientTests {
  private static let configuration = ClientMessage.config(
    SessionConfiguration(source: .english, targets: [.chinese], stability: .sentence))

  private static func said(_ number: Int) -> ClientMessage {
    .source(.init(segment: .number(number), revision: 1, text: "point \(number)", isFinal: true))
  }

  /// Texts of the finals until the end, and how often each segment came.
  private static func finals(of client: LiveClient) async throws -> [SegmentID: [String]] {
    var finals: [SegmentID: [String]] = [:]
    while let message = try await client.receive() {
      if case .final(let final) = message { finals[final.segment, default: []].append(final.text) }
    }
    return finals
  }

  private static func wanted(_ count: Int) -> [SegmentID: [String]] {
    Dictionary(uniqueKeysWithValues: (1...count).map { (.number($0), ["POINT \($0)"]) })
  }

  @Test func carriesASessionFromHelloToDone() async throws {
    try await LiveServer.run(LiveSessions(engine: CapitalsEngine())) { server in
      let client = try LiveClient(ServerAddress(host: "127.0.0.1", port: server.address))
      try await client.send(Self.configuration)
      try await client.send(.term(.init(.add, source: "point", target: "Item")))
      try await client.send(Self.said(1))
      try await client.send(.end)
      #expect(try await Self.finals(of: client) == [.number(1): ["Item 1"]])
      #expect(try await client.receive() == nil)
    }
  }

  /// Cut at random moments, and still each segment's final comes, once.
  @Test func goesOnWhereTheConnectionBroke() async throws {
    try await LiveServer.run(LiveSessions(engine: CapitalsEngine(time: .milliseconds(5)))) { server in
      let client = try LiveClient(ServerAddress(host: "127.0.0.1", port: server.relay.port))
      try await client.send(Self.configuration)
      let heard = Task { try await Self.finals(of: client) }
      for number in 1...60 {
        try await client.send(Self.said(number))
        if number % 12 == 0 {
          #expect(try await eventually { server.relay.isOpen })
          server.relay.cut()
        }
        try await Task.sleep(for: .milliseconds(3))
      }
      try await client.send(.end)
      #expect(try await heard.value == Self.wanted(60))
      #expect(server.relay.connectionCount > 3)
    }
  }

  @Test func saysNothingAgainThatWasRefusedForGood() async throws {
    var limits = LiveLimits()
    limits.segmentCharacters = 20
    try await LiveServer.run(LiveSessions(engine: CapitalsEngine(), limits: limits)) { server in
      let client = try LiveClient(ServerAddress(host: "127.0.0.1", port: server.relay.port))
      try await client.send(Self.configuration)
      try await client.send(
        .source(
          .init(segment: .number(9), revision: 1, text: String(repeating: "long ", count: 9), isFinal: true)))
      var refusals: [String] = []
      while refusals.isEmpty, let message = try await client.receive() {
        if case .error(let failure) = message { refusals.append(failure.code) }
      }
      server.relay.cut()
      try await client.send(Self.said(1))
      try await client.send(.end)
      while let message = try await client.receive() {
        if case .error(let failure) = message { refusals.append(failure.code) }
      }
      #expect(refusals == ["too_large"])
    }
  }

  /// A server that does not know the session any more gets a new one with all that is not translated.
  @Test func beginsAnewWhereTheSessionIsForgotten() async throws {
    let sessions = [
      LiveSessions(engine: CapitalsEngine(time: .seconds(30))), LiveSessions(engine: CapitalsEngine()),
    ]
    try await LiveServer.run(sessions[0]) { first in
      try await LiveServer.run(sessions[1]) { second in
        let relay = first.relay
        let client = try LiveClient(ServerAddress(host: "127.0.0.1", port: relay.port))
        try await client.send(Self.configuration)
        for number in 1...3 { try await client.send(Self.said(number)) }
        relay.turn(to: second.address)
        relay.cut()
        try await client.send(.end)
        #expect(try await Self.finals(of: client) == Self.wanted(3))
      }
    }
  }

  @Test func saysWhyItIsRefused() async throws {
    struct Unknown: Error, CustomStringConvertible { let description = "the key is not known" }
    try await LiveServer.run(LiveSessions(engine: CapitalsEngine())) { key in
      if key != "right" { throw Unknown() }
    } _: { server in
      let address = ServerAddress(host: "127.0.0.1", port: server.address)
      let client = try LiveClient(address, key: "wrong")
      await #expect(throws: LiveClientError.self) { try await client.send(Self.configuration) }
      let other = try LiveClient(address, key: "right")
      try await other.send(Self.configuration)
      await other.close()
    }
  }

  @Test func doesNotWaitForAServerThatWasNeverThere() async throws {
    let client = try LiveClient(ServerAddress(host: "127.0.0.1", port: 1), patience: .seconds(600))
    let start = ContinuousClock.now
    await #expect(throws: LiveClientError.self) { try await client.send(Self.configuration) }
    #expect(ContinuousClock.now - start < .seconds(300))
  }

  @Test(
    arguments: [
      ("localhost", "localhost:7700"), ("localhost:80", "localhost:80"),
      ("tls://a.example", "tls://a.example:7700"),
      ("wss://a.example:443/", "tls://a.example:443"), ("[::1]:9", "[::1]:9"), ("::1", "[::1]:7700"),
    ]) func addressesHaveManySpellings(text: String, spelt: String) throws
  {
    #expect(try ServerAddress(text).description == spelt)
  }

  @Test(arguments: ["", ":80", "a:0", "a:65536", "a:b", "ftp://a", "a b", "[::1", "a/b"])
  func whatIsNoAddressIsRefused(text: String) {
    #expect(throws: LiveClientError.address(text)) { try ServerAddress(text) }
  }
}
