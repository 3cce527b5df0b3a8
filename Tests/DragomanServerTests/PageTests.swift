import DragomanServer
import Foundation
import NIOHTTP1
import Testing

@Suite struct PageTests {
  private let router = Router([PageAPI()])

  private static var sourceFolder: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/DragomanServer/Page/Resources").standardizedFileURL
  }

  private static func source(_ name: String) throws -> String {
    try String(contentsOf: sourceFolder.appendingPathComponent(name), encoding: .utf8)
  }

  private static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: sourceFolder.path).sorted()
  }

  private func get(
    _ path: String, method: HTTPMethod = .GET, headers: HTTPHeaders = HTTPHeaders()
  ) async -> ServerResponse {
    await router.respond(to: ServerRequest(method: method, path: path, headers: headers))
  }

  private func bytes(_ response: ServerResponse) -> [UInt8] {
    guard case .bytes(let bytes) = response.body else { return [] }
    return bytes
  }

  @Test func everyFileIsServedWithItsType() async throws {
    let types = ["html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"]
    for name in try Self.names() {
      let response = await get(name == "index.html" ? "/" : "/page/" + name)
      #expect(response.status == .ok, "\(name)")
      let type = try #require(types[URL(fileURLWithPath: name).pathExtension])
      #expect(response.headers.first(name: "Content-Type")?.hasPrefix(type) == true, "\(name)")
      #expect(bytes(response) == Array(try Self.source(name).utf8), "\(name)")
    }
  }

  @Test func everyAddressThatTheFilesNameIsThere() async throws {
    var addresses: Set<String> = []
    for name in try Self.names() {
      let text = try Self.source(name)
      for match in text.matches(of: /(?:href|src)="(page\/[^"]+)"/) { addresses.insert("/" + match.1) }
      for match in text.matches(of: /from "\.\/([^"]+)"/) { addresses.insert("/page/" + match.1) }
      #expect(
        text.firstMatch(of: /(?:src|href|url\()\s*=?\s*["']?https?:/) == nil, "\(name) names another host")
    }
    #expect(addresses.count > 10)
    for address in addresses { #expect(await get(address).status == .ok, "\(address)") }
  }

  @Test func nothingComesFromElsewhere() async throws {
    let policy = try #require(await get("/").headers.first(name: "Content-Security-Policy"))
    #expect(policy.contains("default-src 'self'"))
    #expect(policy.contains("connect-src 'self' ws: wss:"))
    #expect(!policy.contains("unsafe"))
    // What the policy forbids would not work, and only a browser's console would tell.
    for name in try Self.names() where name.hasSuffix(".html") {
      #expect(try Self.source(name).firstMatch(of: /\s(?:style|on\w+)="/) == nil, "\(name)")
    }
  }

  @Test func anUnchangedFileIsNotSentAgain() async throws {
    let first = await get("/page/main.js")
    let tag = try #require(first.headers.first(name: "ETag"))
    let second = await get("/page/main.js", headers: ["If-None-Match": "\"other\", \(tag)"])
    #expect(second.status == .notModified)
    #expect(bytes(second).isEmpty)
    #expect(second.headers.first(name: "ETag") == tag)
    #expect(await get("/page/main.js", headers: ["If-None-Match": "\"other\""]).status == .ok)
    #expect(await get("/page/api.js").headers.first(name: "ETag") != tag)
  }

  @Test(arguments: [
    "/page/../PageAPI.swift", "/page/..", "/page/%2e%2e/PageAPI.swift", "/page//etc/passwd",
    "/page/index.html",
    "/page/main.js/x", "/page/MAIN.JS", "/page/main.js\0", "/page",
  ])
  func nothingElseIsServed(path: String) async {
    #expect(await get(path).status == .notFound)
  }

  @Test func aServerWithoutTheFilesSaysWhatIsMissing() async {
    let api = PageAPI(folders: ["/nowhere"])
    #expect(!api.isComplete)
    let response = await Router([api]).respond(to: ServerRequest(method: .GET, path: "/"))
    #expect(response.status == .notFound)
    #expect(String(decoding: bytes(response), as: UTF8.self).contains("dragoman_DragomanServer.resources"))
  }

  @Test func everyWordIsInTheListOfWords() throws {
    let words = Set(
      try Self.source("strings.js").matches(of: /(?m)^  "?([\w.]+)"?: "/).map { String($0.1) })
    var used: [(name: String, file: String)] = []
    for file in try Self.names() where file != "strings.js" {
      let text = try Self.source(file)
      used += text.matches(of: /data-(?:text|label|title|placeholder|empty)="(\w+)"/).map {
        (String($0.1), file)
      }
      used += text.matches(of: /\bsay\("(\w+)"/).map { (String($0.1), file) }
    }
    #expect(used.count > 80)
    for (name, file) in used {
      #expect(words.contains(name) || words.contains(name + ".other"), "\(name) in \(file)")
    }
  }
}
