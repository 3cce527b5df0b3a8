import DragomanServer
import NIOHTTP1
import Testing

@Suite struct DeepLAPITests {
  let client = APIClient()

  @Test func `JSON and forms are the same, and characters are always counted`() async throws {
    let json = try await client.post(
      "/v2/translate", ["text": ["tea", "red tea"], "target_lang": "FR", "show_billed_characters": true])
    let form = try await client.post("/v2/translate", form: "text=tea&text=red+tea&target_lang=fr")
    for reply in [json, form] {
      #expect(reply.status == 200)
      #expect(
        reply.json == [
          "translations": [
            ["detected_source_language": "EN", "text": "TEA", "billed_characters": 3],
            ["detected_source_language": "EN", "text": "RED TEA", "billed_characters": 7],
          ]
        ])
    }
  }

  @Test(arguments: ["EN", "EN-US", "EN-GB", "en-us", "PT-BR", "PT-PT", "ZH-HANS", "ZH"])
  func `targets are theirs`(_ code: String) async throws {
    let reply = try await client.post(
      "/v2/translate", ["text": "thé", "source_lang": "FR", "target_lang": .string(code)])
    #expect(reply["translations"]?[0]?["text"]?.string == "THÉ")
  }

  @Test func `each text is detected by itself`() async throws {
    let reply = try await client.post("/v2/translate", ["text": ["thé", "茶"], "target_lang": "EN-US"])
    #expect(reply["translations"]?.array?.map { $0["detected_source_language"]?.string } == ["FR", "ZH"])
  }

  @Test func `HTML and XML keep their tags`() async throws {
    let html = try await client.post(
      "/v2/translate",
      ["text": "red <b>tea</b>", "source_lang": "EN", "target_lang": "FR", "tag_handling": "html"])
    #expect(html["translations"]?[0]?["text"]?.string == "<b>TEA</b> RED")
    #expect(html["translations"]?[0]?["billed_characters"]?.integer == 14)
    let xml = try await client.post(
      "/v2/translate",
      [
        "text": "<d><t>red tea</t><k>as is</k> one <x>two</x></d>", "source_lang": "EN", "target_lang": "FR",
        "tag_handling": "xml", "ignore_tags": ["k"], "splitting_tags": "t", "outline_detection": false,
      ])
    #expect(xml["translations"]?[0]?["text"]?.string?.contains("<t>TEA RED</t>") == true)
    #expect(xml["translations"]?[0]?["text"]?.string?.contains("<k>as is</k>") == true)
  }

  @Test func `damaged XML is a bad request with its byte`() async throws {
    let reply = try await client.post(
      "/v2/translate", ["text": "one </b> two", "target_lang": "FR", "tag_handling": "xml"])
    #expect(reply.status == 400)
    #expect(reply["message"]?.string?.contains("byte 4") == true)
  }

  @Test func `line ends end sentences unless they are said not to`() async throws {
    let usual = try await client.post(
      "/v2/translate", ["text": "one\ntwo", "source_lang": "EN", "target_lang": "FR"])
    #expect(usual["translations"]?[0]?["text"]?.string == "ONE\nTWO")
    for value in ["nonewlines", "0"] {
      let reply = try await client.post(
        "/v2/translate", form: "text=one%0Atwo&source_lang=EN&target_lang=FR&split_sentences=\(value)")
      #expect(reply["translations"]?[0]?["text"]?.string == "ONE TWO")
    }
  }

  @Test func `formality is refused where it cannot be had`() async throws {
    for value in ["default", "prefer_more", "prefer_less"] {
      let reply = try await client.post(
        "/v2/translate",
        [
          "text": "tea", "target_lang": "FR", "formality": .string(value), "context": "x",
          "preserve_formatting": true,
        ])
      #expect(reply.status == 200)
    }
    let reply = try await client.post(
      "/v2/translate", ["text": "tea", "target_lang": "FR", "formality": "more"])
    #expect(reply.status == 400)
    #expect(reply["message"]?.string == "'formality' is not supported for given 'target_lang'.")
  }

  @Test(
    arguments: [
      (["target_lang": "FR"], 400), (["text": "a"], 400), (["text": "a", "target_lang": "XQ"], 400),
      (["text": "a", "source_lang": "EN", "target_lang": "DE"], 400),
      (["text": "a", "target_lang": "FR", "tag_handling": "tex"], 400),
      (["text": "a", "target_lang": "FR", "split_sentences": "2"], 400),
      (["text": "a", "target_lang": "FR", "formality": "rude"], 400),
      (["text": "a", "source_lang": "EN", "target_lang": "FR", "glossary_id": "none"], 404),
      (["text": "a", "target_lang": "FR", "glossary_id": "none"], 400),
    ] as [(JSONValue, Int)])
  func `errors have a message`(_ body: JSONValue, _ status: Int) async throws {
    let reply = try await client.post("/v2/translate", body)
    #expect(reply.status == status)
    #expect(reply["message"]?.string?.isEmpty == false)
  }

  @Test func `keys come in the header or as a field`() async throws {
    let client = APIClient(access: TestAccess(key: "sesame"))
    #expect(try await client.post("/v2/translate", form: "text=a&target_lang=FR").status == 403)
    #expect(
      try await client.post("/v2/translate", form: "text=a&target_lang=FR&auth_key=sesame").status == 200)
    let header = try await client.post(
      "/v2/translate", form: "text=a&target_lang=FR", headers: ["Authorization": "DeepL-Auth-Key sesame"])
    #expect(header.status == 200)
    #expect(try await client.get("/v2/languages").status == 403)
    #expect(try await client.get("/v2/glossaries").status == 403)
    let usage = try await client.get("/v2/usage", headers: ["Authorization": "DeepL-Auth-Key sesame"])
    #expect(usage.json == ["character_count": 2, "character_limit": 500_000])
  }

  @Test(arguments: [
    (ServiceError.quotaExceeded(limit: 5), 456), (.tooMany(retryAfter: 1), 429),
    (.tooLarge(what: "characters", count: 2, limit: 1), 413),
    (.unavailable(reason: "busy", retryAfter: 1), 503),
    (.failed(reason: "x"), 500),
  ])
  func `refusals have DeepL's numbers`(_ refusal: ServiceError, _ status: Int) async throws {
    let client = APIClient(access: TestAccess(refusal: refusal))
    #expect(try await client.post("/v2/translate", form: "text=a&target_lang=FR").status == status)
  }

  @Test func `languages are asked for in three ways`() async throws {
    let plain = try await client.get("/v2/languages")
    #expect(plain.json.array?.map { $0["language"]?.string } == ["EN", "FR", "PT", "ZH"])
    #expect(plain.json[3]?["name"]?.string == "Chinese")
    let inBody = try await client.send(
      .GET, "/v2/languages", headers: ["Content-Type": "application/x-www-form-urlencoded"],
      body: Array("type=target".utf8))
    let inQuery = try await client.get("/v2/languages", query: [("type", "target")])
    let posted = try await client.post("/v2/languages", form: "type=target")
    for reply in [inBody, inQuery, posted] {
      #expect(
        reply.json.array?.map { $0["language"]?.string }
          == ["EN-GB", "EN-US", "FR", "PT-BR", "PT-PT", "ZH", "ZH-HANS"])
      #expect(reply.json[0]?["supports_formality"] == false)
    }
    #expect(try await client.get("/v2/languages", query: [("type", "all")]).status == 400)
  }

  // MARK: - Documents

  @Test func `a document is uploaded, watched and fetched once`() async throws {
    let reply = try await client.post(
      "/v2/document",
      multipart: [
        ("target_lang", "FR"), ("source_lang", "EN"), ("formality", "default"), ("filename", "b.txt"),
      ],
      file: ("upload", "some tea\n"))
    #expect(reply.status == 200)
    let id = try #require(reply["document_id"]?.string)
    let key = try #require(reply["document_key"]?.string)
    let body: JSONValue = ["document_key": .string(key)]
    _ = try await client.service.documents.finished(id.lowercased())
    let status = try await client.post("/v2/document/\(id)", body)
    #expect(status.json == ["document_id": .string(id), "status": "done", "billed_characters": 7])
    #expect(try await client.post("/v2/document/\(id)", ["document_key": "wrong"]).status == 404)
    #expect(try await client.post("/v2/document/\(id)", [:]).status == 400)
    let result = try await client.post("/v2/document/\(id)/result", body)
    #expect(result.text == "TEA SOME\n")
    #expect(result.headers.first(name: "content-disposition")?.contains("b.fr.txt") == true)
    #expect(try await client.post("/v2/document/\(id)/result", body).status == 404)
  }

  @Test func `a result that is not there yet is unavailable`() async throws {
    let client = APIClient(engine: CapitalsEngine(pause: .seconds(30)))
    let reply = try await client.post(
      "/v2/document", multipart: [("target_lang", "FR"), ("source_lang", "EN")], file: ("a.txt", "some tea"))
    let id = try #require(reply["document_id"]?.string)
    let body: JSONValue = ["document_key": reply["document_key"] ?? .null]
    #expect(try await client.post("/v2/document/\(id)/result", body).status == 503)
    let status = try await client.post("/v2/document/\(id)", body)
    #expect(["queued", "translating"].contains(status["status"]?.string))
    await client.service.documents.shutDown()
  }

  @Test func `a document without a file or of no format is refused`() async throws {
    #expect(try await client.post("/v2/document", multipart: [("target_lang", "FR")]).status == 400)
    let damaged = try await client.post(
      "/v2/document", multipart: [("target_lang", "FR"), ("source_lang", "EN")],
      file: ("a.docx", "PK\u{3}\u{4}x"))
    #expect(damaged.status == 400)
    #expect(damaged["message"]?.string?.contains("a.docx") == true)
    let form = try await client.post(
      "/v2/document", multipart: [("target_lang", "FR"), ("output_format", "docx")],
      file: ("a.txt", "some tea"))
    #expect(form.status == 400)
  }

  // MARK: - Glossaries

  @Test func `a glossary is made, listed, read, used and removed`() async throws {
    let reply = try await client.post(
      "/v2/glossaries",
      [
        "name": "Tea", "source_lang": "en", "target_lang": "fr", "entries": "tea\tthé\n\nred tea\tthé rouge",
        "entries_format": "tsv",
      ])
    #expect(reply.status == 201)
    #expect(reply["entry_count"] == 2)
    #expect(reply["ready"] == true)
    #expect(reply["source_lang"] == "en")
    let made = try #require(reply["creation_time"]?.string)
    #expect(made.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil, "\(made)")
    let id = try #require(reply["glossary_id"]?.string)
    #expect(try await client.get("/v2/glossaries").json == ["glossaries": [reply.json]])
    #expect(try await client.get("/v2/glossaries/\(id)").json == reply.json)
    let entries = try await client.get(
      "/v2/glossaries/\(id)/entries", headers: ["Accept": "text/tab-separated-values"])
    #expect(entries.text == "tea\tthé\nred tea\tthé rouge")
    #expect(entries.headers.first(name: "content-type")?.hasPrefix("text/tab-separated-values") == true)
    let used = try await client.post(
      "/v2/translate",
      ["text": "some tea", "source_lang": "EN", "target_lang": "FR", "glossary_id": .string(id)])
    #expect(used.status == 200)
    #expect(
      client.engine.calls.last?.glossaries.map { $0.entries.compactMap { $0.forms(in: .english).first } } == [
        ["tea", "red tea"]
      ])
    let other = try await client.post(
      "/v2/translate",
      ["text": "some tea", "source_lang": "EN", "target_lang": "ZH", "glossary_id": .string(id)])
    #expect(other.status == 400)
    #expect(try await client.send(.DELETE, "/v2/glossaries/\(id)").status == 204)
    #expect(try await client.send(.DELETE, "/v2/glossaries/\(id)").status == 404)
    #expect(try await client.get("/v2/glossaries/\(id)/entries").status == 404)
  }

  @Test func `entries may be CSV`() async throws {
    let reply = try await client.post(
      "/v2/glossaries",
      [
        "name": "Tea", "source_lang": "EN", "target_lang": "FR",
        "entries": "\"tea, red\",\"thé \"\"rouge\"\"\",EN,FR\r\ncup,tasse\r\n",
        "entries_format": "csv",
      ])
    let id = try #require(reply["glossary_id"]?.string)
    #expect(
      try await client.get("/v2/glossaries/\(id)/entries").text == "tea, red\tthé \"rouge\"\ncup\ttasse")
  }

  @Test(arguments: [
    ("tea", "tsv", "line 1"), ("a\tb\na\tc", "tsv", "line 2"), ("a\tb\n\t\nc", "tsv", "line 3"),
    ("", "tsv", "entries"),
    ("\n\n", "tsv", "none"), ("\"a,b", "csv", "line 1"), ("a\tb", "xls", "entries_format"),
    ("a\tb\tc", "tsv", "line 1"),
  ])
  func `wrong entries are refused with their line`(_ entries: String, _ format: String, _ part: String)
    async throws
  {
    let reply = try await client.post(
      "/v2/glossaries",
      [
        "name": "x", "source_lang": "en", "target_lang": "fr", "entries": .string(entries),
        "entries_format": .string(format),
      ])
    #expect(reply.status == 400)
    #expect(reply["message"]?.string?.contains(part) == true, "\(reply.text)")
  }

  @Test func `pairs are base languages`() async throws {
    let reply = try await client.get("/v2/glossary-language-pairs")
    #expect(reply["supported_languages"]?.array?.count == 12)
    #expect(reply["supported_languages"]?[0] == ["source_lang": "en", "target_lang": "fr"])
  }
}
