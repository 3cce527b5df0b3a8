import DragomanServer
import NIOHTTP1
import Testing

@Suite struct OwnAPITests {
  let client = APIClient()

  @Test func `a text comes back in its shape`() async throws {
    let reply = try await client.post(
      "/v1/translate", ["text": "tea is ready. sit down", "from": "en", "to": "zh", "alternatives": 1])
    #expect(reply.status == 200)
    let translation = reply["translations"]?[0]
    #expect(translation?["text"]?.string == "TEA IS READY. SIT DOWN")
    #expect(translation?["from"]?.string == "en")
    #expect(translation?["to"]?.string == "zh")
    #expect(translation?["detected"] == nil)
    #expect(translation?["route"] == ["capitals-en-zh"])
    let sentence = translation?["sentences"]?[1]
    #expect(sentence?["source"]?.string == "sit down")
    #expect(sentence?["text"]?.string == "SIT DOWN")
    #expect(sentence?["score"]?.number == -0.5)
    #expect(sentence?["alternatives"] == [["text": "SIT DOWN!", "score": -1.0]])
    #expect(sentence?["warnings"] == [])
    #expect(reply["seconds"]?.number ?? -1 >= 0)
  }

  @Test func `each text is detected by itself`() async throws {
    let reply = try await client.post(
      "/v1/translate", ["text": ["une tasse de thé", "一杯茶", "42"], "to": "en"])
    #expect(reply["translations"]?[0]?["from"]?.string == "fr")
    #expect(reply["translations"]?[0]?["detected"]?["confidence"]?.number == 0.8)
    #expect(reply["translations"]?[1]?["detected"]?["language"]?.string == "zh-Hans")
    // Without words there is nothing to detect and nothing to translate.
    #expect(reply["translations"]?[2]?["text"]?.string == "42")
    #expect(reply["translations"]?[2]?["route"] == [])
  }

  @Test func `a text that is in the target language is copied`() async throws {
    let reply = try await client.post("/v1/translate", ["text": ["tea", "thé"], "to": "en"])
    #expect(reply.status == 200)
    #expect(reply["translations"]?[0]?["text"]?.string == "tea")
    #expect(reply["translations"]?[1]?["text"]?.string == "THÉ")
  }

  @Test func `tags follow their words`() async throws {
    let html = try await client.post(
      "/v1/translate", ["text": "red <b>tea</b>", "from": "en", "to": "fr", "format": "html"])
    #expect(html["translations"]?[0]?["text"]?.string == "<b>TEA</b> RED")
    let xml = try await client.post(
      "/v1/translate", ["text": "red <w:x a='1'>tea</w:x>", "from": "en", "to": "fr", "format": "xml"])
    #expect(xml["translations"]?[0]?["text"]?.string == "<w:x a='1'>TEA</w:x> RED")
  }

  @Test func `a name that stays as it is in HTML is no error`() async throws {
    let reply = try await client.post(
      "/v1/translate", ["text": "<b>ABC</b>", "from": "en", "to": "fr", "format": "html"])
    #expect(reply.status == 200)
    #expect(reply["translations"]?[0]?["text"]?.string == "<b>ABC</b>")
  }

  @Test func `alignment and warnings are told`() async throws {
    let reply = try await client.post(
      "/v1/translate", ["text": "a WARN", "from": "en", "to": "fr", "alignment": true])
    let sentence = reply["translations"]?[0]?["sentences"]?[0]
    #expect(sentence?["alignment"]?[1] == ["source": [2, 6], "target": [2, 6]])
    #expect(sentence?["warnings"] == [["kind": "length_limit", "message": "cut"]])
  }

  @Test func `the beam is the server's unless the request says otherwise`() async throws {
    var options = ServiceOptions()
    options.translation.beamSize = 2
    let client = APIClient(options: options)
    _ = try await client.post("/v1/translate", ["text": "a", "from": "en", "to": "fr"])
    _ = try await client.post("/v1/translate", ["text": "a", "from": "en", "to": "fr", "beam_size": 1])
    _ = try await client.post("/v1/translate", ["text": "a", "from": "en", "to": "fr", "alternatives": 3])
    #expect(client.engine.calls.map(\.beamSize) == [2, 1, 4])
  }

  @Test func `sentences are sent as they end, and then all`() async throws {
    let reply = try await client.send(
      .POST, "/v1/translate", headers: ["Content-Type": "application/json", "Accept": "text/event-stream"],
      body: (["text": ["one. two", "three"], "from": "en", "to": "fr"] as JSONValue).bytes)
    #expect(reply.headers.first(name: "content-type") == "text/event-stream")
    let events = reply.text.components(separatedBy: "\n\n").filter { !$0.isEmpty }
    #expect(events.count == 4)
    #expect(events[0].hasPrefix("event: sentence\ndata: "))
    let first = try JSONValue(Array(events[0].dropFirst("event: sentence\ndata: ".count).utf8))
    #expect(first == ["text": 0, "index": 1, "source": "two", "translation": "TWO"])
    #expect(events[3].hasPrefix("event: done\ndata: {\"translations\":[{\"text\":\"ONE. TWO\""))
  }

  @Test func `a refused stream is an ordinary reply`() async throws {
    let client = APIClient(access: TestAccess(refusal: .tooMany(retryAfter: 2.2)))
    let reply = try await client.send(
      .POST, "/v1/translate", headers: ["Content-Type": "application/json", "Accept": "text/event-stream"],
      body: (["text": "a", "from": "en", "to": "fr"] as JSONValue).bytes)
    #expect(reply.status == 429)
    #expect(reply.headers.first(name: "retry-after") == "3")
    #expect(reply["error"]?["code"]?.string == "too_many_requests")
  }

  @Test func `an error in a stream is an event`() async throws {
    let reply = try await client.send(
      .POST, "/v1/translate", headers: ["Content-Type": "application/json", "Accept": "text/event-stream"],
      body: (["text": "a", "from": "en", "to": "de"] as JSONValue).bytes)
    #expect(reply.text.hasPrefix("event: error\ndata: {\"error\":{\"code\":\"no_route\""))
  }

  @Test(
    arguments: [
      (["to": "en"], 400, "invalid", "text"), (["text": "a"], 400, "invalid", "to"),
      (["text": ["a", 2], "to": "en"], 400, "invalid", "text[1]"),
      (["text": "a", "to": "fr", "beam_size": 0], 400, "invalid", "beam_size"),
      (["text": "a", "to": "fr", "beam_size": 17], 400, "invalid", "beam_size"),
      (["text": "a", "to": "fr", "alternatives": "many"], 400, "invalid", "alternatives"),
      (["text": "a", "to": "fr", "alignment": "maybe"], 400, "invalid", "alignment"),
      (["text": "a", "to": "fr", "format": "pdf"], 400, "invalid", "format"),
      (["text": "a", "to": "klingonish"], 400, "unsupported_language", nil),
      (["text": "a", "from": "en", "to": "de"], 400, "no_route", nil),
      (["text": "<a>", "from": "en", "to": "fr", "format": "xml"], 400, "invalid", "text"),
      (["text": ["<a/>", "<a>"], "from": "en", "to": "fr", "format": "xml"], 400, "invalid", "text[1]"),
      (["text": ["<a/>", "<a>"], "to": "fr", "format": "xml"], 400, "invalid", "text[1]"),
      (["text": 7, "to": "fr"], 400, "invalid", "text"),
    ] as [(JSONValue, Int, String, String?)])
  func `what makes no sense is said with its field`(
    _ body: JSONValue, _ status: Int, _ code: String, _ field: String?
  ) async throws {
    let reply = try await client.post("/v1/translate", body)
    #expect(reply.status == status)
    #expect(reply["error"]?["code"]?.string == code)
    #expect(reply["error"]?["field"]?.string == field)
    #expect(reply["error"]?["message"]?.string?.isEmpty == false)
  }

  @Test func `what is no JSON is refused with its byte`() async throws {
    let reply = try await client.send(
      .POST, "/v1/translate", headers: ["Content-Type": "application/json"],
      body: Array(#"{"text":"a",}"#.utf8))
    #expect(reply.status == 400)
    #expect(reply["error"]?["message"]?.string == "no JSON at byte 12: a name in quotation marks is missing")
  }

  @Test func `keys are asked for`() async throws {
    let client = APIClient(access: TestAccess(key: "sesame"))
    let body: JSONValue = ["text": "a", "from": "en", "to": "fr"]
    let none = try await client.post("/v1/translate", body)
    #expect(none.status == 401)
    #expect(none.headers.first(name: "www-authenticate") == "Bearer")
    #expect(
      try await client.post("/v1/translate", body, headers: ["Authorization": "Bearer no"]).status == 403)
    #expect(
      try await client.post("/v1/translate", body, headers: ["Authorization": "Bearer sesame"]).status == 200)
    #expect(client.access.characters == 1)
  }

  @Test func `too much is refused`() async throws {
    let client = APIClient(access: TestAccess(characterLimit: 3))
    let reply = try await client.post("/v1/translate", ["text": "abcd", "from": "en", "to": "fr"])
    #expect(reply.status == 413)
    #expect(reply["error"]?["code"]?.string == "too_large")
  }

  @Test func `languages, models and formats are listed`() async throws {
    let languages = try await client.get("/v1/languages")
    let english = languages["languages"]?.array?.first { $0["code"]?.string == "en" }
    #expect(english?["name"]?.string == "English")
    #expect(english?["native_name"]?.string == "English")
    #expect(english?["direction"]?.string == "ltr")
    #expect(english?["targets"] == ["fr", "pt", "zh"])
    let models = try await client.get("/v1/models")
    #expect(models["models"]?[0]?["id"]?.string == "capitals-zh-en")
    let formats = try await client.get("/v1/formats")
    let docx = formats["formats"]?.array?.first { $0["name"]?.string == "docx" }
    #expect(docx?["extensions"]?[0]?.string == "docx")
  }

  @Test func `a language is detected`() async throws {
    let reply = try await client.post("/v1/detect", ["text": "thé"])
    #expect(
      reply["languages"] == [
        ["language": "fr", "confidence": 0.8], ["language": "en", "confidence": 0.1],
      ])
    #expect(try await client.post("/v1/detect", ["txt": "a"]).status == 400)
  }
}
