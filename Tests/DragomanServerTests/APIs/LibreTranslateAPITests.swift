import DragomanServer
import NIOHTTP1
import Testing

@Suite struct LibreTranslateAPITests {
  let client = APIClient()

  @Test func `JSON, form, multipart and query are the same`() async throws {
    let fields = [("q", "tea"), ("source", "en"), ("target", "fr")]
    let replies = [
      try await client.post("/translate", ["q": "tea", "source": "en", "target": "fr"]),
      try await client.post("/translate", form: "q=tea&source=en&target=fr"),
      try await client.post("/translate", multipart: fields.map { (name: $0.0, value: $0.1) }),
      try await client.send(.POST, "/translate", query: fields.map { (name: $0.0, value: $0.1) }),
      // As some clients build their address.
      try await client.send(.POST, "/translate/", query: fields.map { (name: $0.0, value: $0.1) }),
    ]
    for reply in replies {
      #expect(reply.status == 200)
      #expect(reply.text == #"{"translatedText":"TEA"}"#)
      #expect(reply.headers.first(name: "content-type") == "application/json")
    }
  }

  @Test func `each text of several is detected by itself`() async throws {
    let reply = try await client.post("/translate", ["q": ["thé", "一杯茶"], "source": "auto", "target": "en"])
    #expect(
      reply.json == [
        "translatedText": ["THÉ", "一杯茶"],
        "detectedLanguage": [
          ["confidence": 80.0, "language": "fr"], ["confidence": 90.0, "language": "zh-Hans"],
        ],
      ])
  }

  @Test func `one text in an array is an array`() async throws {
    let reply = try await client.post("/translate", ["q": ["tea"], "source": "en", "target": "fr"])
    #expect(reply.json == ["translatedText": ["TEA"]])
  }

  @Test func `alternatives come when asked for`() async throws {
    let one = try await client.post(
      "/translate", ["q": "one. two", "source": "en", "target": "fr", "alternatives": 2])
    #expect(one["alternatives"] == ["ONE!. TWO!", "ONE!!. TWO!!"])
    let many = try await client.post("/translate", form: "q=a&q=b&source=en&target=fr&alternatives=1")
    #expect(many["alternatives"] == [["A!"], ["B!"]])
  }

  @Test func `HTML keeps its tags`() async throws {
    let reply = try await client.post(
      "/translate", ["q": "<p>red <i>tea</i></p>", "source": "en", "target": "fr", "format": "html"])
    #expect(reply["translatedText"]?.string == "<p><i>TEA</i> RED</p>")
  }

  @Test(arguments: ["zh", "zh-CN", "zh_Hans", "zh-Hans", "zho", "ZH"])
  func `Chinese has many names`(_ code: String) async throws {
    let reply = try await client.post("/translate", ["q": "茶", "source": .string(code), "target": "en"])
    #expect(reply.status == 200)
  }

  @Test func `languages have targets, also for those who ask with a body`() async throws {
    let reply = try await client.send(
      .GET, "/languages", headers: ["Content-Type": "application/x-www-form-urlencoded"],
      body: Array("api_key=x".utf8))
    let chinese = reply.json.array?.first { $0["code"]?.string == "zh-Hans" }
    #expect(chinese?["targets"] == ["en", "fr", "pt", "zh-Hans"])
    #expect(chinese?["name"]?.string == "Chinese")
  }

  @Test func `detection is best first, in percent`() async throws {
    let reply = try await client.post("/detect", form: "q=th%C3%A9")
    #expect(reply.json == [["confidence": 80.0, "language": "fr"], ["confidence": 10.0, "language": "en"]])
    #expect(try await client.post("/detect", form: "q=42").json == [["confidence": 0.0, "language": "en"]])
  }

  @Test func `a file is translated and downloaded`() async throws {
    let reply = try await client.post(
      "/translate_file", multipart: [("source", "en"), ("target", "fr")],
      file: ("tea party.txt", "some tea\n"),
      headers: ["Host": "example.org:5000"])
    #expect(reply.status == 200)
    let url = try #require(reply["translatedFileUrl"]?.string)
    #expect(url.hasPrefix("http://example.org:5000/download_file/"))
    let name = String(url.dropFirst("http://example.org:5000/download_file/".count))
    #expect(name.hasSuffix(".tea%20party.fr.txt"))
    let file = try await client.get("/download_file/\(name)")
    #expect(file.text == "TEA SOME\n")
    #expect(
      file.headers.first(name: "content-disposition")
        == "attachment; filename=\"tea party.fr.txt\"; filename*=UTF-8''tea%20party.fr.txt")
    #expect(try await client.get("/download_file/0123456789abcdef.txt").status == 404)
  }

  @Test func `behind a proxy the address is the proxy's`() async throws {
    let reply = try await client.post(
      "/translate_file", multipart: [("source", "en"), ("target", "fr")], file: ("a.txt", "some tea"),
      headers: ["Host": "inner", "X-Forwarded-Host": "tea.example", "X-Forwarded-Proto": "https"])
    #expect(reply["translatedFileUrl"]?.string?.hasPrefix("https://tea.example/download_file/") == true)
  }

  @Test func `the web page's settings are told`() async throws {
    let settings = try await client.get("/frontend/settings")
    #expect(settings["keyRequired"] == false)
    #expect(settings["charLimit"] == 10_000)
    #expect(settings["filesTranslation"] == true)
    #expect(settings["language"]?["source"] == ["code": "auto", "name": "Auto Detect"])
    #expect(settings["supportedFilesFormat"]?.array?.contains(".docx") == true)
  }

  @Test func `the description has each path`() async throws {
    let spec = try await client.get("/spec")
    for path in ["/translate", "/detect", "/languages", "/translate_file", "/frontend/settings"] {
      #expect(spec["paths"]?[path] != nil)
    }
  }

  @Test(arguments: [
    (#"{"source":"en","target":"fr"}"#, 400, "Invalid request: q: missing q parameter"),
    (#"{"q":"","source":"en","target":"fr"}"#, 400, "Invalid request: q: missing q parameter"),
    (#"{"q":"a","target":"fr"}"#, 400, "Invalid request: source: missing source parameter"),
    (#"{"q":"a","source":"en"}"#, 400, "Invalid request: target: missing target parameter"),
    (
      #"{"q":"a","source":"en","target":"fr","format":"pdf"}"#, 400,
      "Invalid request: format: pdf format is not supported"
    ),
    (#"{"q":{},"source":"en","target":"fr"}"#, 400, "Invalid request: q: it has to be a text"),
    (#"{"q""#, 400, "no JSON at byte 4: a colon is missing"),
  ])
  func `errors are theirs`(_ body: String, _ status: Int, _ message: String) async throws {
    let reply = try await client.send(
      .POST, "/translate", headers: ["Content-Type": "application/json"], body: Array(body.utf8))
    #expect(reply.status == status)
    #expect(reply.json == ["error": .string(message)])
  }

  @Test func `unknown languages and routes are bad requests`() async throws {
    let unknown = try await client.post("/translate", ["q": "a", "source": "en", "target": "xq"])
    #expect(unknown.status == 400)
    #expect(unknown["error"]?.string?.hasPrefix("unknown language 'xq'") == true)
    #expect(try await client.post("/translate", ["q": "a", "source": "en", "target": "de"]).status == 400)
  }

  @Test func `a key comes in the body, a form or the query`() async throws {
    let client = APIClient(access: TestAccess(key: "sesame"))
    #expect(try await client.post("/translate", form: "q=a&source=en&target=fr").status == 403)
    let wrong = try await client.post("/translate", form: "q=a&source=en&target=fr&api_key=x")
    #expect(wrong.status == 403)
    #expect(wrong["error"]?.string == "Invalid API key")
    #expect(try await client.post("/translate", form: "q=a&source=en&target=fr&api_key=sesame").status == 200)
    let body: JSONValue = ["q": "a", "source": "en", "target": "fr"]
    #expect(try await client.post("/translate", body, query: [("api_key", "sesame")]).status == 200)
    let file = try await client.post(
      "/translate_file", multipart: [("source", "en"), ("target", "fr")], file: ("a.txt", "a b"))
    #expect(file.status == 403)
  }

  @Test func `too much says slow down`() async throws {
    let client = APIClient(access: TestAccess(refusal: .tooMany(retryAfter: 5)))
    let reply = try await client.post("/translate", form: "q=a&source=en&target=fr")
    #expect(reply.status == 429)
    #expect(reply["error"]?.string?.hasPrefix("Slowdown:") == true)
    #expect(reply.headers.first(name: "retry-after") == "5")
  }

  @Test func `suggestions are disabled`() async throws {
    #expect(try await client.post("/suggest", form: "q=a").status == 403)
  }
}
