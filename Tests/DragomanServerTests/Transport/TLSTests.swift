import DragomanServer
import Foundation
import Testing

@Suite struct TLSTests {
  @Test func speaksTLSAndPlainTextOnOnePort() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (certificate, key) = (
      folder.appendingPathComponent("c.pem").path, folder.appendingPathComponent("k.pem").path
    )
    let openssl = Process()
    openssl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    openssl.arguments =
      [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
        "2",
      ]
      + ["-subj", "/CN=localhost", "-keyout", key, "-out", certificate]
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    try #require(openssl.terminationStatus == 0)
    try await ServerFixture.run {
      ($0.tlsCertificate, $0.tlsKey) = (certificate, key)
    } _: { (server: ServerFixture) async throws in
      let web = try await server.client(tls: true)
      try await web.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
      try await web.wait(for: #"{"status":"ok"}"#)
      await web.close()
      let lines = try await server.client(tls: true)
      try await lines.send("{\"a\":1}\n{\"type\":\"end\"}\n")
      try await lines.wait(for: "{\"a\":1}\n{\"type\":\"done\"}\n")
      await lines.close()
      #expect(try await server.isWell())
    }
  }

  @Test func saysWhichFileIsNoCertificate() async throws {
    await #expect(throws: ServerStartError.self) {
      try await ServerFixture.run {
        $0.tlsCertificate = "/nowhere/c.pem"
      } _: { _ in
      }
    }
  }
}
