import Dragoman
import DragomanServer
import Testing

/// With the models of this machine, where they are installed.
@Suite struct RealServiceTests {
  private static let translator: Translator? = {
    guard let translator = try? Translator() else { return nil }
    let pairs = translator.pairs.map { "\($0.from.language)-\($0.to.language)" }
    return pairs.contains("zh-en") && pairs.contains("en-zh") ? translator : nil
  }()

  private static var hasModels: Bool { translator != nil }

  private static let text = "会议在三点开始。请带上你的笔记本。\n\n我们会讨论预算。"

  @Test(.enabled(if: hasModels)) func `a text is translated as the library translates it`() async throws {
    let translator = try #require(Self.translator)
    let expected = try await translator.translate(Self.text, from: "zh", to: "en").text
    let service = TranslationService(translator: translator)
    let access = TestAccess()
    let router = Router(standardAPIs(service: service, access: access))
    func ask(_ path: String, _ body: JSONValue, accept: String? = nil) async throws -> String {
      var request = ServerRequest(
        method: .POST, path: path, headers: ["Content-Type": "application/json"], body: body.bytes)
      if let accept { request.headers.add(name: "Accept", value: accept) }
      let response = await router.respond(to: request)
      var bytes: [UInt8] = []
      switch response.body {
      case .bytes(let all): bytes = all
      case .stream(let parts): for try await part in parts { bytes += part }
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    let own = try JSONValue(
      Array(try await ask("/v1/translate", ["text": .string(Self.text), "to": "en"]).utf8))
    #expect(own["translations"]?[0]?["text"]?.string == expected)
    #expect(own["translations"]?[0]?["sentences"]?.array?.count == 3)
    let libre = try await ask("/translate", ["q": .string(Self.text), "source": "zh", "target": "en"])
    #expect(try JSONValue(Array(libre.utf8))["translatedText"]?.string == expected)
    let deepL = try await ask("/v2/translate", ["text": [.string(Self.text)], "target_lang": "EN-US"])
    #expect(try JSONValue(Array(deepL.utf8))["translations"]?[0]?["text"]?.string == expected)
    let events = try await ask(
      "/v1/translate", ["text": .string(Self.text), "from": "zh", "to": "en"], accept: "text/event-stream")
    #expect(events.components(separatedBy: "event: sentence\n").count == 4)
    let done = try #require(events.components(separatedBy: "event: done\ndata: ").last)
    #expect(try JSONValue(Array(done.utf8))["translations"]?[0]?["text"]?.string == expected)
  }

  @Test(.enabled(if: hasModels)) func `tags follow their words with a real model`() async throws {
    let service = TranslationService(translator: try #require(Self.translator))
    let results = try await service.translate(
      TextRequest(texts: ["<p>I bought a <b>red</b> umbrella.</p>"], from: "en", to: "zh", format: .html))
    // Which words the pair is around is the model's to say.
    #expect(results[0].text.contains(/^<p>[^<]*<b>[^<]+<\/b>[^<]*<\/p>$/), "\(results[0].text)")
  }

  @Test(.enabled(if: hasModels)) func `OPUS-MT's answer links words`() async throws {
    let service = TranslationService(translator: try #require(Self.translator))
    let endpoint = try #require(standardMessageEndpoints(service: service, access: TestAccess()).first)
    let answer = await endpoint.handler(
      #"{"text":"我喜欢猫。","source":"zh","target":"en"}"#, ServerRequest(method: .GET, path: "/translate"))
    let json = try JSONValue(Array(answer.utf8))
    #expect(json["source-segments"]?[0]?.string == "我 喜 欢 猫 。")
    #expect(json["alignment"]?[0]?.string?.contains("3-") == true)
  }
}
