import DragomanServer
import Foundation
import NIOCore
import Testing

@Suite struct LiveTransportTests {
  @Test func carriesLines() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let client = try await server.client()
      for piece in ["{\"a\":", "\"你", "好\"}\r\n\n  \n{\"b\":1}\n{\"c\"", ":2}\n"] {
        try await client.send(piece)
      }
      try await client.wait(for: "{\"a\":\"你好\"}\n{\"b\":1}\n{\"c\":2}\n")
      try await client.send("{\"type\":\"end\"}\n")
      #expect(try await client.waitForEnd().hasSuffix("{\"type\":\"done\"}\n"))
      await client.close()
      try await eventually("the session's end") { server.live.disconnected.load(ordering: .relaxed) == 1 }
    }
  }

  @Test func skipsLongLinesAndGoesOn() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let client = try await server.client()
      let longest = "{" + String(repeating: "a", count: (64 << 10) - 1)
      try await client.send(longest + "\n")
      try await client.send(longest + "b\n")
      try await client.send("{" + String(repeating: "c", count: 1 << 20) + "\n{\"d\":1}\n")
      let text = try await client.wait(for: "{\"d\":1}\n")
      let lines = text.split(separator: "\n")
      #expect(lines.count == 4 && lines[0] == longest)
      #expect(
        lines[1] == #"{"type":"error","count":65537}"# && lines[2] == #"{"type":"error","count":1048577}"#)
    }
  }

  @Test func answersWhoeverHasSaidAll() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let client = try await server.client()
      try await client.send("{\"a\":1}\n{\"type\":\"end\"}")
      try await client.closeHalf()
      #expect(try await client.waitForEnd() == "{\"a\":1}\n{\"type\":\"done\"}\n")
    }
  }

  @Test func endsIdleConnections() async throws {
    try await ServerFixture.run {
      $0.idleSeconds = 0.3
    } _: { (server: ServerFixture) async throws in
      let client = try await server.client()
      try await client.send("{\"a\":1}\n")
      try await client.waitForEnd()
      try await eventually("the session's end") { server.live.disconnected.load(ordering: .relaxed) == 1 }
    }
  }

  @Test func tellsSessionsOfClientsThatVanish() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let client = try await server.client()
      try await client.send(handshake("/v1/live"))
      try await client.wait(for: "101")
      await client.close()
      try await eventually("the session's end") { server.live.disconnected.load(ordering: .relaxed) == 1 }
    }
  }

  @Test func closesReadersWhoTakeNothing() async throws {
    try await ServerFixture.run {
      $0.writeSeconds = 0.5
    } _: { (server: ServerFixture) async throws in
      server.live.endless.store(true, ordering: .relaxed)
      let client = try await RawClient.connect(server.port, reads: false)
      try await client.send("{\"a\":1}\n")
      try await eventually("the session's end") { server.live.disconnected.load(ordering: .relaxed) == 1 }
      // What the system's buffers hold, and not more: the next message was asked for when the last was taken.
      #expect(server.live.asked.load(ordering: .relaxed) < 1000)
      await client.close()
    }
  }

  @Test func keepsToTheProtocolOfAPort() async throws {
    try await ServerFixture.run {
      ($0.httpPort, $0.linesPort) = (0, 0)
    } _: { (server: ServerFixture) async throws in
      #expect(server.ports.count == 3)
      let http = try await RawClient.connect(server.ports[1])
      try await http.send("{\"a\":1}\n")
      #expect(try await http.waitForEnd() == "")
      let lines = try await RawClient.connect(server.ports[2])
      try await lines.send("GET / HTTP/1.1\r\n\r\n")
      #expect(try await lines.waitForEnd() == "")
    }
  }
}
