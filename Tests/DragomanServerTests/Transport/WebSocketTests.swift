import DragomanServer
import Foundation
import NIOCore
import NIOWebSocket
import Testing

/// A request to become a WebSocket.
func handshake(_ path: String) -> String {
  "GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
}

/// A frame as a client sends it.
func frame(_ opcode: UInt8, _ payload: [UInt8], fin: Bool = true, masked: Bool = true) -> [UInt8] {
  var bytes = [(fin ? 0x80 : 0) | opcode]
  let mark: UInt8 = masked ? 0x80 : 0
  switch payload.count {
  case ..<126: bytes.append(mark | UInt8(payload.count))
  case ..<65_536: bytes += [mark | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
  default:
    bytes += [mark | 127] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: payload.count >> ($0 * 8)) }
  }
  guard masked else { return bytes + payload }
  let key: [UInt8] = [1, 2, 3, 4]
  return bytes + key + payload.enumerated().map { $1 ^ key[$0 % 4] }
}

@Suite struct WebSocketTests {
  private static func open(_ server: ServerFixture, _ path: String = "/v1/live") async throws -> RawClient {
    let client = try await server.client()
    try await client.send(handshake(path))
    let text = try await client.wait(for: "\r\n\r\n")
    #expect(text.hasPrefix("HTTP/1.1 101 ") && text.lowercased().contains("s3pplmbitxaq9kygzzhzrbk+xoo="))
    return client
  }

  @Test func carriesMessagesFragmentsAndPings() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let client = try await Self.open(server)
      try await client.send(frame(1, Array("{\"a\":1}".utf8)))
      try await client.wait(for: "\u{7}{\"a\":1}")
      // The character is cut in two, and a ping comes between the halves.
      let text = Array("{\"b\":\"你\"}".utf8)
      try await client.send(frame(1, Array(text[..<7]), fin: false))
      try await client.send(frame(9, Array("p".utf8)))
      try await client.send(frame(0, Array(text[7...])))
      try await client.wait(for: "{\"b\":\"你\"}")
      try await client.wait("the pong") { $0.received.contains(0x8A) }
      try await client.send(frame(8, [3, 232]))
      try await client.waitForEnd()
      #expect(Array(client.received.suffix(4)) == [0x88, 2, 3, 232])
    }
  }

  @Test func takesFramesThatCameTooEarly() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let client = try await server.client()
      try await client.send(Array(handshake("/v1/live").utf8) + frame(1, Array("{\"early\":1}".utf8)))
      try await client.wait(for: "{\"early\":1}")
    }
  }

  @Test func pingsWhoeverListens() async throws {
    try await ServerFixture.run {
      $0.pingSeconds = 0.05
    } _: { (server: ServerFixture) async throws in
      let client = try await Self.open(server)
      try await client.wait("two pings") { Data($0.received).ranges(of: [0x89, 0]).count >= 2 }
      await client.close()
    }
  }

  @Test func saysWhatWasEndedWithAClose() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let client = try await Self.open(server)
      try await client.send(frame(1, Array("{\"type\":\"end\"}".utf8)))
      try await client.wait(for: "{\"type\":\"done\"}")
      try await client.wait("the close") { Array($0.received.suffix(4)) == [0x88, 2, 3, 232] }
      try await client.send(frame(8, [3, 232]))
      // Whoever has said goodbye does not answer it.
      try await client.waitForEnd()
      #expect(client.received.count { $0 == 0x88 } == 1)
    }
  }

  @Test(arguments: [
    (frame(2, [1, 2, 3]), 1003), (frame(1, [0xFF, 0xFE]), 1007), (frame(1, [0x61], masked: false), 1002),
    (frame(0, [0x61]), 1002), (frame(3, [0x61]), 1002), (frame(0x41, [0x61]), 1002),
    (frame(9, [0x61], fin: false), 1002),
    (frame(8, [0]), 1002), (frame(8, [0x03, 0xED]), 1002),
    ([0x81, 0xFF, 0, 0, 0, 0, 0x7F, 0, 0, 0, 1, 2, 3, 4], 1009),
    ([0x81, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0], 1009),
  ])
  func refusesBrokenFrames(bytes: [UInt8], code: Int) async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let client = try await Self.open(server)
      try await client.send(bytes)
      try await client.waitForEnd()
      #expect(Array(client.received.suffix(4)) == [0x88, 2, UInt8(code >> 8), UInt8(code & 255)])
      try await eventually("the session's end") { server.live.disconnected.load(ordering: .relaxed) == 1 }
    }
  }

  @Test func skipsLongMessagesOfLiveSessions() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let client = try await Self.open(server)
      try await client.send(frame(1, [UInt8](repeating: 0x61, count: 65_537)))
      try await client.send(frame(1, [UInt8](repeating: 0x61, count: 65_536), fin: false))
      try await client.send(frame(0, [0x61]))
      try await client.wait(for: #"{"type":"error","count":65537}"#, times: 2)
      try await client.send(frame(1, Array("{\"on\":1}".utf8)))
      try await client.wait(for: "{\"on\":1}")
    }
  }

  @Test func answersEachMessage() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let client = try await Self.open(server, "/translate/")
      for word in ["eins", "zwei", "drei"] { try await client.send(frame(1, Array(word.utf8))) }
      let text = try await client.wait(for: "DREI")
      #expect(text.contains("EINS") && text.contains("ZWEI"))
      try await client.send(frame(1, [UInt8](repeating: 0x61, count: 65_537)))
      try await client.waitForEnd()
      #expect(Array(client.received.suffix(4)) == [0x88, 2, 3, 0xF1])
    }
  }

  @Test func refusesBadHandshakes() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let old = handshake("/v1/live").replacing("Version: 13", with: "Version: 8")
      #expect(try await server.exchange(old).hasPrefix("HTTP/1.1 426 "))
      let keyless = handshake("/v1/live").replacing("dGhlIHNhbXBsZSBub25jZQ==", with: "c2hvcnQ=")
      #expect(try await server.exchange(keyless).hasPrefix("HTTP/1.1 400 "))
      #expect(try await server.exchange(handshake("/nowhere")).hasPrefix("HTTP/1.1 404 "))
    }
  }
}
