import DragomanServer
import Foundation
import Testing

@Suite struct ShutdownTests {
  @Test func losesNothingThatWasBegun() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let clients = try await withThrowingTaskGroup(of: RawClient.self) { group in
        for _ in 0..<30 {
          group.addTask {
            let client = try await server.client()
            try await client.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n")
            return client
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      try await eventually("all") { server.api.now().started == 30 }
      await server.group.triggerGracefulShutdown()
      try await Task.sleep(for: .milliseconds(400))
      await #expect(throws: (any Error).self, "no new connections") { try await server.client() }
      server.api.gate.open()
      for client in clients {
        let text = try await client.waitForEnd()
        #expect(text.contains("Connection: close") && text.hasSuffix("through"))
      }
      #expect(server.api.now().cancelled == 0)
    }
  }

  @Test func givesLiveSessionsWhatIsTheirs() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let lines = try await server.client()
      try await lines.send("{\"a\":1}\n")
      try await lines.wait(for: "{\"a\":1}\n")
      let socket = try await server.client()
      try await socket.send(handshake("/v1/live"))
      try await socket.wait(for: "101 ")
      let idle = try await server.client()
      try await idle.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
      try await idle.wait(for: "ok")
      let silent = try await server.client()
      await server.group.triggerGracefulShutdown()
      #expect(try await lines.waitForEnd().hasSuffix("{\"type\":\"done\"}\n"))
      try await socket.wait(for: "{\"type\":\"done\"}")
      try await idle.waitForEnd()
      try await silent.waitForEnd()
    }
  }

  @Test func waitsNoLongerThanItsGrace() async throws {
    let start = ContinuousClock.now
    try await ServerFixture.run {
      $0.grace = 0.5
    } _: { (server: ServerFixture) async throws in
      let client = try await server.client()
      try await client.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n")
      try await eventually("the work") { server.api.now().started == 1 }
      await server.group.triggerGracefulShutdown()
      try await client.waitForEnd()
      #expect(server.api.now().cancelled == 1)
    }
    #expect(start.duration(to: .now) < .seconds(100))
  }
}
