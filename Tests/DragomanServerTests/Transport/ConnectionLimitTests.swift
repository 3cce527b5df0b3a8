import DragomanServer
import Foundation
import TestSupport
import Testing

@Suite struct ConnectionLimitTests {
  @Test func cancelsTheWorkOfClientsThatVanish() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let client = try await server.client()
      try await client.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n")
      try await eventually("the work") { server.api.now().started == 1 }
      await client.close()
      try await eventually("its end") { server.api.now().cancelled == 1 }
    }
  }

  @Test func waitsNotForEverForHeadsAndBodies() async throws {
    try await ServerFixture.run {
      ($0.headSeconds, $0.bodySeconds) = (0.4, 0.4)
    } _: { (server: ServerFixture) async throws in
      let silent = try await server.client()
      #expect(try await silent.waitForEnd() == "")
      // A byte now and then does not help.
      let slow = try await server.client()
      let drip = Task {
        for byte in "GET /health HTTP/1.1\r\nX-Long-Header: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" {
          try await slow.send(String(byte))
          try await Task.sleep(for: .milliseconds(50))
        }
      }
      try await slow.wait(for: "HTTP/1.1 408 ")
      drip.cancel()
      let body = try await server.client()
      try await body.send("POST /echo HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc")
      try await body.wait(for: "HTTP/1.1 408 ")
      // Work may take as long as it takes.
      let working = try await server.clientAtWork()
      try await Task.sleep(for: .seconds(1))
      server.api.gate.open()
      #expect(try await working.waitForEnd().hasSuffix("through"))
    }
  }

  @Test func endsConnectionsThatAskNothingMore() async throws {
    try await ServerFixture.run {
      $0.keepAliveSeconds = 0.3
    } _: { (server: ServerFixture) async throws in
      let client = try await server.client()
      try await client.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
      try await client.wait(for: "ok")
      try await client.waitForEnd()
    }
  }

  @Test func closesHTTPReadersWhoTakeNothing() async throws {
    try await ServerFixture.run {
      $0.writeSeconds = 0.5
    } _: { (server: ServerFixture) async throws in
      let client = try await RawClient.connect(server.port, reads: false)
      try await client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
      try await eventually("the end") { !server.metrics.text().contains("dragoman_requests_in_flight 1") }
      try await eventually("no connection") {
        server.metrics.text().contains(#"dragoman_connections{protocol="http"} 0"#)
      }
      await client.close()
    }
  }

  @Test func standsAFloodOfConnections() async throws {
    try await ServerFixture.run {
      ($0.connections, $0.connectionsPerPeer) = (40, 20)
    } _: { (server: ServerFixture) async throws in
      var clients: [RawClient] = []
      for _ in 0..<60 { clients.append(try await server.client()) }
      try await eventually("refusals") { clients.count { $0.isEnded } == 40 }
      #expect(server.metrics.text().contains("dragoman_connections_refused_total 40"))
      for client in clients { await client.close() }
      try await eventually("room again") { (try? await server.isWell()) == true }
    }
  }

  /// Whatever comes, in whatever pieces: no crash, no hang, and others are served.
  @Test(arguments: 0..<8) func survivesRandomBytes(seed: Int) async throws {
    try await ServerFixture.run {
      ($0.headSeconds, $0.bodySeconds, $0.idleSeconds) = (0.3, 0.3, 0.3)
    } _: { (server: ServerFixture) async throws in
      var random = SeededGenerator(seed: UInt64(seed))
      let seeds: [[UInt8]] = [
        Array("POST /echo HTTP/1.1\r\nContent-Length: 12\r\n\r\nabc".utf8), Array(handshake("/v1/live").utf8),
        Array("POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nf\r\n".utf8),
        Array(handshake("/translate").utf8) + frame(1, Array("abc".utf8)), Array("{\"a\":1}\n".utf8),
        [0x16, 3, 1], [],
      ]
      for _ in 0..<12 {
        let client = try await server.client()
        var bytes = seeds.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 0..<4, using: &random) where !bytes.isEmpty {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        bytes += (0..<Int.random(in: 0..<400, using: &random)).map { _ in
          UInt8.random(in: 0...255, using: &random)
        }
        while !bytes.isEmpty {
          let count = Int.random(in: 1...bytes.count, using: &random)
          try? await client.send(Array(bytes.prefix(count)))
          bytes.removeFirst(count)
        }
        if Bool.random(using: &random) { await client.close() }
      }
      // The test itself may be too slow for the server's patience.
      try await eventually("health") { (try? await server.isWell()) == true }
      try await eventually("all ended") {
        let text = server.metrics.text()
        return ["lines", "webSocket"].allSatisfy {
          text.contains("dragoman_connections{protocol=\"\($0)\"} 0")
        }
      }
    }
  }
}
