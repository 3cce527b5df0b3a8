import DragomanServer
import NIOHTTP1
import Testing

@Suite struct OtherAPITests {
  let client = APIClient()

  // MARK: - Apertium

  @Test(arguments: ["en|fr", "eng|fra", "|fr"])
  func `Apertium's pairs have two letters or three`(_ pair: String) async throws {
    let expected: JSONValue = [
      "responseData": ["translatedText": "SOME TEA"], "responseDetails": .null, "responseStatus": 200,
    ]
    let query = [
      (name: "langpair", value: pair), (name: "q", value: "some tea"), (name: "markUnknown", value: "no"),
    ]
    #expect(try await client.get("/translate", query: query).json == expected)
    let form = "langpair=\(pair.replacing("|", with: "%7C"))&q=some+tea&format=txt"
    #expect(try await client.post("/translate", form: form).json == expected)
  }

  @Test func `Apertium's HTML keeps its tags`() async throws {
    let reply = try await client.get(
      "/translate", query: [("langpair", "en|fr"), ("q", "red <b>tea</b>"), ("format", "html")])
    #expect(reply["responseData"]?["translatedText"]?.string == "<b>TEA</b> RED")
  }

  @Test(
    arguments: [
      ([("q", "a")], 400), ([("langpair", "en"), ("q", "a")], 400), ([("langpair", "en|fr")], 400),
      ([("langpair", "en|xq"), ("q", "a")], 400), ([("langpair", "en|de"), ("q", "a")], 400),
      ([("langpair", "en|fr"), ("q", "a"), ("format", "docx")], 400),
    ] as [([(name: String, value: String)], Int)])
  func `Apertium's errors are its own`(_ query: [(name: String, value: String)], _ status: Int) async throws {
    let reply = try await client.get("/translate", query: query)
    #expect(reply.status == status)
    #expect(reply["status"] == "error")
    #expect(reply["code"] == .integer(status))
    #expect(reply["message"] == "Bad Request")
    #expect(reply["explanation"]?.string?.isEmpty == false)
    if query.contains(where: { $0.name == "langpair" }) {
      let posted = try await client.send(.POST, "/translate", query: query)
      #expect(posted.json == reply.json)
    }
  }

  @Test func `Apertium's pairs and languages are listed`() async throws {
    let pairs = try await client.get("/listPairs")
    #expect(pairs["responseData"]?.array?.count == 12)
    #expect(pairs["responseData"]?.array?.contains(["sourceLanguage": "zh", "targetLanguage": "en"]) == true)
    #expect(pairs["responseStatus"] == 200)
    let found = try await client.get("/identifyLang", query: [("q", "thé")])
    #expect(found.json == ["fr": 0.8, "en": 0.1])
  }

  // MARK: - MTUOC

  @Test func `MTUOC's request is told by its fields`() async throws {
    let reply = try await client.post(
      "/translate", ["id": 7, "src": "some tea"], query: [("source", "en"), ("target", "fr")])
    #expect(reply.status == 200)
    #expect(reply["id"] == 7)
    #expect(reply["src"] == "some tea")
    #expect(reply["tgt"] == "SOME TEA")
    #expect(reply["src_tokens"] == "some tea")
    #expect(reply["alignment"] == "0-0 1-1")
    #expect(reply["alternate_translations"]?.array?.count == 4)
    #expect(reply["system_name"] == "Dragoman")
  }

  @Test func `MTUOC's target is the server's usual one`() async throws {
    let none = try await client.post("/translate", ["id": 7, "src": "some tea"])
    #expect(none.status == 400)
    #expect(none["error"]?.string?.contains("target") == true)
    var options = ServiceOptions()
    options.usualTarget = "zh"
    let reply = try await APIClient(options: options).post("/translate", ["id": "a", "src": "thé"])
    #expect(reply["tgt"] == "THÉ")
    #expect(reply["id"] == "a")
  }

  // MARK: - OPUS-MT

  private func ask(_ text: String, _ access: TestAccess = TestAccess()) async throws -> JSONValue {
    let endpoints = standardMessageEndpoints(service: client.service, access: access)
    let endpoint = try #require(endpoints.first { $0.path == "/translate" })
    let answer = await endpoint.handler(text, ServerRequest(method: .GET, path: "/translate"))
    return try JSONValue(Array(answer.utf8))
  }

  @Test func `a frame gets its translation with words`() async throws {
    let answer = try await ask(#"{"text":"some tea. sit down","source":"en","target":"fr"}"#)
    #expect(
      answer == [
        "result": "SOME TEA. SIT DOWN", "source": "en", "target": "fr", "server": "dragoman",
        "alignment": ["0-0 1-1", "0-0 1-1"], "segmentation": "words",
        "source-sentences": ["some tea", "sit down"], "target-sentences": ["SOME TEA", "SIT DOWN"],
        "source-segments": ["some tea", "sit down"], "target-segments": ["SOME TEA", "SIT DOWN"],
      ])
    #expect(try await ask(#"{"text":"thé","source":"DETECT","target":"en"}"#)["source"] == "fr")
  }

  @Test(arguments: [
    "{", "[]", #"{"target":"fr"}"#, #"{"text":"a"}"#, #"{"text":"a","source":"en","target":"xq"}"#,
    #"{"text":"a","source":"en","target":"de"}"#,
  ])
  func `a wrong frame gets an error`(_ text: String) async throws {
    #expect(try await ask(text)["error"]?.string?.isEmpty == false)
  }

  @Test func `a frame may bring its key`() async throws {
    let access = TestAccess(key: "sesame")
    let frame = #"{"text":"a","source":"en","target":"fr""#
    #expect(try await ask(frame + "}", access)["error"]?.string == "a key is needed")
    #expect(try await ask(frame + #","api_key":"sesame"}"#, access)["result"] == "A")
  }
}
