import Dragoman
import DragomanServer
import Foundation
import Knowledge
import Testing

/// Glossaries, domains and styles that requests name.
@Suite struct OwnKnowledgeTests {
  private static func options() throws -> ServiceOptions {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("server-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("en,fr\nchair,présidence\n".utf8).write(to: folder.appendingPathComponent("un.csv"))
    let file = folder.appendingPathComponent("domains.yaml")
    try Data("meetings: {glossaries: [un.csv], style: [un]}\n".utf8).write(to: file)
    var options = ServiceOptions()
    let domains = DomainKnowledge(try DomainFile(path: file.path))
    try domains.load()
    options.domains = domains
    options.translation.glossaries = [
      Glossary(terms: ["tea": "maison"], from: .english, to: try LanguageTag("fr"))
    ]
    return options
  }

  private static func terms(_ options: TranslationOptions?) throws -> [String] {
    let french = try LanguageTag("fr")
    return options?.glossaries.flatMap(\.entries).flatMap { $0.forms(in: french) } ?? []
  }

  @Test func `a domain brings its terms and style`() async throws {
    let client = APIClient(options: try Self.options())
    let reply = try await client.post(
      "/v1/translate", ["text": "some tea", "from": "en", "to": "fr", "domain": "meetings"])
    #expect(reply["translations"]?[0]?["domain"] == "meetings")
    #expect(try Self.terms(client.engine.calls.last) == ["présidence", "maison"])
    #expect(client.engine.calls.last?.style == TextStyle(.un))
    let other = try await client.post(
      "/v1/translate", ["text": "some tea", "from": "en", "to": "fr", "style": ["wipo", "no-quotes"]])
    #expect(other.status == 200 && other["translations"]?[0]?["domain"] == nil)
    #expect(try Self.terms(client.engine.calls.last) == ["maison"])
    #expect(client.engine.calls.last?.style?.rules == StyleProfile.wipo.rules.subtracting([.quotes]))
  }

  @Test func `a domain is told from the texts`() async throws {
    let client = APIClient(options: try Self.options())
    let text =
      "The chairperson thanked the delegations, adjourned the meeting and invited the Secretariat to report."
    let reply = try await client.post(
      "/v1/translate", ["text": [.string(text), "tea"], "from": "en", "to": "fr", "domain": "auto"])
    #expect(reply["translations"]?[1]?["domain"] == "meetings")
    let tagged = try await client.post(
      "/v1/translate",
      ["text": .string("<p>\(text)</p>"), "from": "en", "to": "fr", "format": "html", "domain": "auto"])
    #expect(tagged["translations"]?[0]?["domain"] == "meetings")
    let document = try await client.post(
      "/v1/documents", multipart: [("to", "fr"), ("from", "en"), ("domain", "auto"), ("style", "un")],
      file: ("a.txt", text))
    #expect(document.status == 202 && document["domain"] == "meetings")
  }

  @Test func `a client's glossary goes before those of the server`() async throws {
    let client = APIClient(options: try Self.options())
    let made = try await client.post(
      "/v2/glossaries",
      [
        "name": "mine", "source_lang": "en", "target_lang": "fr", "entries": "tea\tinfusion",
        "entries_format": "tsv",
      ])
    let id = try #require(made["glossary_id"]?.string)
    let reply = try await client.post(
      "/v1/translate", ["text": "some tea", "from": "en", "to": "fr", "glossary_ids": [.string(id)]])
    #expect(reply.status == 200)
    #expect(try Self.terms(client.engine.calls.last) == ["infusion", "maison"])
  }

  @Test(arguments: [
    ("domain", "cooking"), ("style", "ornate"), ("glossary_ids", "none"),
  ]) func `what there is not is named`(field: String, value: String) async throws {
    let client = APIClient(options: try Self.options())
    for events in [false, true] {
      let reply = try await client.post(
        "/v1/translate", .members(["text": "tea", "to": "fr", field: .string(value)]),
        headers: events ? ["Accept": "text/event-stream"] : [:])
      #expect(reply.status == 400 && reply.text.contains(field), "\(reply.text)")
    }
  }

  @Test func `a server without domains says so`() async throws {
    let client = APIClient()
    let reply = try await client.post("/v1/translate", ["text": "tea", "to": "fr", "domain": "auto"])
    #expect(reply.status == 400 && reply.text.contains("domain"))
    let document = try await client.post(
      "/v1/documents", multipart: [("to", "fr"), ("domain", "legal")], file: ("a.txt", "tea"))
    #expect(document.status == 400 && document.text.contains("domain"))
  }
}
