import DragomanServer
import Foundation
import Testing

@Suite struct HTTPTransportTests {
  @Test func answersWithWhatEveryResponseHas() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let answer = try await server.exchange(
        "GET /health HTTP/1.1\r\nHost: a\r\nX-Request-Id: abc-1\r\nConnection: close\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
      for header in [
        "Content-Length: 15", "Server: dragoman", "Date: ", "X-Request-Id: abc-1",
        "Access-Control-Allow-Origin: *",
        "Connection: close",
      ] { #expect(answer.contains("\r\n\(header)"), "\(header)") }
      #expect(answer.hasSuffix("\r\n\r\n{\"status\":\"ok\"}"))
      let lines = server.log.value.withLock { $0 }
      #expect(lines.contains { $0.contains(#""request":"abc-1""#) && $0.contains(#""status":"200""#) })
    }
  }

  @Test func keepsConnectionsAndAnswersInOrder() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let client = try await server.client()
      try await client.send("GET /named/1 HTTP/1.1\r\nHost: a\r\n\r\n")
      try await client.wait(for: "\r\n\r\n1")
      // Three ahead at once, the first of which is the slowest.
      try await client.send(
        "GET /gate HTTP/1.1\r\nHost: a\r\n\r\nPOST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\ntwo"
          + "GET /named/three HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      try await eventually("the first") { server.api.now().started == 1 }
      #expect(!client.text.contains("two"))
      server.api.gate.open()
      let text = try await client.waitForEnd()
      let places = ["through", "\r\n\r\ntwo", "\r\n\r\nthree"].compactMap {
        text.firstRange(of: $0)?.lowerBound
      }
      #expect(places.count == 3 && places == places.sorted())
    }
  }

  @Test func readsChunkedBodies() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let answer = try await server.exchange(
        "POST /echo/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
          + "4\r\nzwei\r\n5;x=y\r\n drei\r\n0\r\nTrailer: 1\r\n\r\n")
      #expect(answer.hasSuffix("\r\n\r\nzwei drei"))
    }
  }

  @Test func streamsInChunks() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let answer = try await server.get("/stream")
      #expect(answer.contains("Transfer-Encoding: chunked"))
      #expect(answer.hasSuffix("\r\n\r\n4\r\none,\r\n4\r\ntwo,\r\n5\r\nthree\r\n0\r\n\r\n"))
      let old = try await server.exchange("GET /stream HTTP/1.0\r\n\r\n")
      #expect(old.hasSuffix("\r\n\r\none,two,three"))
    }
  }

  @Test func encouragesWhoeverWaits() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let client = try await server.client()
      try await client.send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
      )
      try await client.wait(for: "HTTP/1.1 100 Continue\r\n\r\n")
      try await client.send("body")
      #expect(try await client.waitForEnd().hasSuffix("\r\n\r\nbody"))
    }
  }

  @Test func answersHeadWithoutBody() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let answer = try await server.exchange("HEAD /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(answer.contains("Content-Length: 15\r\n") && answer.hasSuffix("\r\n\r\n"))
    }
  }

  @Test func takesBodiesWithGet() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let client = try await server.client()
      try await client.send("GET /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\ntype=target")
      try await client.wait(for: "/echo||type=target")
      try await client.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
      try await client.wait(for: #"{"status":"ok"}"#)
    }
  }

  @Test func decodesPathsAndQueries() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      #expect(try await server.get("/echo/?q=a+b%2B%E4%BD%A0&x&y=%3D").hasSuffix("/echo/|q=a b+你;x=;y==|"))
      #expect(try await server.get("/named/a+b%20c").hasSuffix("\r\n\r\na+b c"))
      for bad in ["/echo?q=%zz", "/echo?q=%4", "/echo?q=%ff", "/%"] {
        #expect(try await server.get(bad).hasPrefix("HTTP/1.1 400 "), "\(bad)")
      }
    }
  }

  @Test func refusesWhatIsNoRequest() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      #expect(try await server.exchange("HELLO\r\n\r\n").hasPrefix("HTTP/1.1 400 "))
      #expect(try await server.exchange("GET / HTTP/3.1\r\n\r\n").contains(" 505 ") == true)
      #expect(try await server.exchange("GET / HTTP/1.1\r\nBad Header: 1\r\n\r\n").hasPrefix("HTTP/1.1 400 "))
      #expect(
        try await server.exchange(
          "POST /echo HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ).hasPrefix("HTTP/1.1 400 "))
      let head = "GET /health HTTP/1.1\r\nX: " + String(repeating: "a", count: 70 << 10) + "\r\n\r\n"
      #expect(try await server.exchange(head).hasPrefix("HTTP/1.1 431 "))
    }
  }

  @Test func refusesBigBodiesUnread() async throws {
    try await ServerFixture.run {
      $0.bodyBytes = 1024
    } _: { (server: ServerFixture) async throws in
      let told = try await server.exchange("POST /echo HTTP/1.1\r\nContent-Length: 1000000000\r\n\r\nabc")
      #expect(told.hasPrefix("HTTP/1.1 413 ") && told.contains("1024 bytes"))
      let expecting = try await server.exchange(
        "POST /echo HTTP/1.1\r\nContent-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n")
      #expect(expecting.hasPrefix("HTTP/1.1 413 "))
      let chunk = "400\r\n" + String(repeating: "a", count: 0x400) + "\r\n"
      let chunked = try await server.exchange(
        "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + chunk)
      #expect(chunked.hasPrefix("HTTP/1.1 413 "))
      let fits = try await server.exchange(
        "POST /echo HTTP/1.1\r\nContent-Length: 1024\r\nConnection: close\r\n\r\n"
          + String(repeating: "b", count: 1024))
      #expect(fits.hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test(arguments: [false, true]) func textsAreLoggedWhenAskedForOnly(asked: Bool) async throws {
    try await ServerFixture.run {
      $0.logText = asked
    } _: { (server: ServerFixture) async throws in
      _ = try await server.exchange(
        "POST /echo?q=inquery HTTP/1.1\r\nContent-Length: 6\r\nConnection: close\r\n\r\ninbody")
      let client = try await server.client()
      try await client.send("{\"a\":\"inline\"}\n")
      try await client.wait(for: "inline")
      await client.close()
      let log = server.log.value.withLock { $0.joined() }
      for text in ["inquery", "inbody", "inline"] { #expect(log.contains(text) == asked) }
    }
  }

  /// Many bodies, each of them small enough, could still be too much together.
  @Test func holdsNoMoreThanItHasRoomFor() async throws {
    try await ServerFixture.run {
      $0.allBodyBytes = 1500
    } _: { (server: ServerFixture) async throws in
      func request(_ sent: Int) -> String {
        "POST /echo HTTP/1.1\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n"
          + String(repeating: "a", count: sent)
      }
      let first = try await server.client()
      try await first.send(request(900))
      try await eventually("a refusal") {
        (try? await server.exchange(request(1000)).hasPrefix("HTTP/1.1 503 ")) ?? false
      }
      try await first.send(String(repeating: "b", count: 100))
      #expect(try await first.waitForEnd().hasPrefix("HTTP/1.1 200 "))
      #expect(try await server.exchange(request(1000)).hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test func saysWhatItDoesNotHave() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      #expect(try await server.get("/nowhere").contains(#""error":"GET /nowhere: Not Found""#))
      let wrong = try await server.exchange("DELETE /echo HTTP/1.1\r\nConnection: close\r\n\r\n")
      #expect(wrong.hasPrefix("HTTP/1.1 405 ") && wrong.contains("Allow: POST, GET, OPTIONS"))
      #expect(try await server.get("/fail").contains("Access-Control-Allow-Origin: *"))
      let preflight = try await server.exchange(
        "OPTIONS /echo HTTP/1.1\r\nOrigin: https://a.example\r\nAccess-Control-Request-Method: POST\r\n"
          + "Access-Control-Request-Headers: x-mine\r\nConnection: close\r\n\r\n")
      #expect(preflight.hasPrefix("HTTP/1.1 204 ") && !preflight.contains("Content-Length"))
      #expect(
        preflight.contains("Access-Control-Allow-Headers: Authorization, Content-Type")
          && preflight.contains("x-mine"))
    }
  }

  @Test func namesOnlyAllowedOrigins() async throws {
    try await ServerFixture.run {
      $0.corsOrigins = ["https://a.example", "https://b.example"]
    } _: { (server: ServerFixture) async throws in
      func origin(_ origin: String) async throws -> String {
        try await server.exchange("GET /health HTTP/1.1\r\nOrigin: \(origin)\r\nConnection: close\r\n\r\n")
      }
      #expect(
        try await origin("https://b.example").contains("Access-Control-Allow-Origin: https://b.example\r\n"))
      #expect(try await !origin("https://evil.example").contains("evil"))
    }
  }

  @Test func letsNoHeaderBeginInAnother() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      #expect(try await !server.get("/header").contains("\r\nX-Evil"))
    }
  }

  @Test func showsMetricsWithoutTexts() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      _ = try await server.get("/named/secret?q=hidden")
      let metrics = try await server.get("/metrics")
      #expect(
        metrics.contains(#"dragoman_requests_total{api="ProbeAPI",path="/named/{name}",status="200"} 1"#))
      #expect(metrics.contains("dragoman_request_seconds_count 1"))
      #expect(metrics.contains(#"dragoman_connections{protocol="http"} 1"#))
      #expect(!metrics.contains("secret"))
      #expect(!server.log.value.withLock { $0 }.contains { $0.contains("hidden") })
    }
  }
}
