import DragomanServer
import NIOHTTP1
import Testing

@Suite struct OwnDocumentTests {
  private func submit(
    _ client: APIClient, _ text: String = "some tea\n", name: String = "茶 1.txt",
    _ fields: [(name: String, value: String)] = [("to", "fr"), ("from", "en")]
  ) async throws -> (id: String, reply: APIClient.Reply) {
    let reply = try await client.post("/v1/documents", multipart: fields, file: (name, text))
    return (reply["id"]?.string ?? "", reply)
  }

  @Test func `a document goes its way`() async throws {
    let client = APIClient()
    let (id, reply) = try await submit(client)
    #expect(reply.status == 202)
    #expect(reply.headers.first(name: "location") == "/v1/documents/\(id)")
    #expect(reply["name"]?.string == "茶 1.txt")
    #expect(id.count == 32)
    let events = try await client.get("/v1/documents/\(id)/events")
    #expect(events.headers.first(name: "content-type") == "text/event-stream")
    let last = events.text.components(separatedBy: "\n\n").filter { !$0.isEmpty }.last ?? ""
    #expect(last.hasPrefix("event: done\ndata: {\"id\":\"\(id)\""))
    let document = try await client.get("/v1/documents/\(id)")
    #expect(document["state"] == "done")
    #expect(document["completed_units"] == 1)
    #expect(document["total_units"] == 1)
    #expect(document["output_name"] == "茶 1.fr.txt")
    #expect(document["report"]?["format"] == "txt")
    for _ in 0..<2 {
      let result = try await client.get("/v1/documents/\(id)/result")
      #expect(result.text == "TEA SOME\n")
      #expect(result.headers.first(name: "content-type") == "text/plain; charset=utf-8")
      #expect(
        result.headers.first(name: "content-disposition")
          == "attachment; filename=\"_ 1.fr.txt\"; filename*=UTF-8''%E8%8C%B6%201.fr.txt")
    }
    #expect(try await client.send(.DELETE, "/v1/documents/\(id)").status == 204)
    #expect(try await client.get("/v1/documents/\(id)").status == 404)
    #expect(try await client.get("/v1/documents/\(id)/result").status == 404)
    #expect(try await client.get("/v1/documents/\(id)/events").status == 404)
    #expect(try await client.send(.DELETE, "/v1/documents/\(id)").status == 404)
  }

  @Test func `both languages stand side by side`() async throws {
    let client = APIClient()
    let (id, reply) = try await submit(
      client, "some tea\n", name: "a.txt", [("to", "fr"), ("from", "en"), ("bilingual", "html")])
    #expect(reply["output_name"] == "a.fr.html")
    _ = try await client.service.documents.finished(id)
    let text = try await client.get("/v1/documents/\(id)/result").text
    #expect(text.contains("some tea") && text.contains("TEA SOME"))
  }

  @Test func `a result before its time is a conflict, and a job can be taken back`() async throws {
    let client = APIClient(engine: CapitalsEngine(pause: .seconds(60)))
    let (id, _) = try await submit(client)
    let early = try await client.get("/v1/documents/\(id)/result")
    #expect(early.status == 409)
    #expect(early["error"]?["code"] == "not_ready")
    let updates = try await client.service.documents.updates(of: id)
    #expect(try await client.send(.DELETE, "/v1/documents/\(id)").status == 204)
    var last: DocumentJob.State?
    for await job in updates { last = job.state }
    #expect(last == .cancelled)
    await client.service.documents.shutDown()
  }

  @Test func `no more are taken than there is room for`() async throws {
    var options = ServiceOptions()
    options.mostDocuments = 2
    let client = APIClient(options: options, engine: CapitalsEngine(pause: .seconds(60)))
    _ = try await submit(client)
    let (_, second) = try await submit(client)
    #expect(second.status == 202)
    let (_, third) = try await submit(client)
    #expect(third.status == 503)
    #expect(third.headers.first(name: "retry-after") == "60")
    await client.service.documents.shutDown()
    #expect(try await submit(client).reply.status == 503)
  }

  @Test func `what failed says why`() async throws {
    let client = APIClient()
    // Words of no language that the engine can go from are found only when it works.
    let (id, reply) = try await submit(client, "ABC\n", name: "a.txt")
    #expect(reply.status == 202)
    _ = try await client.service.documents.finished(id)
    let document = try await client.get("/v1/documents/\(id)")
    #expect(document["state"] == "failed")
    #expect(document["error"]?["code"] == "unchanged")
    #expect(try await client.get("/v1/documents/\(id)/result").status == 404)
  }

  @Test func `finished documents go after a while`() async throws {
    var options = ServiceOptions()
    options.documentLifetime = 0.05
    let client = APIClient(options: options)
    let (id, _) = try await submit(client)
    var status = 200
    for _ in 0..<500 where status != 404 {
      try await Task.sleep(for: .milliseconds(20))
      status = try await client.get("/v1/documents/\(id)").status
    }
    #expect(status == 404)
  }

  @Test(
    arguments: [
      ([("to", "fr")], nil, 400, "file"), ([], ("a.txt", "a b"), 400, "to"),
      ([("to", "fr"), ("format", "wax")], ("a.txt", "a b"), 400, "file"),
      ([("to", "fr"), ("from", "de")], ("a.txt", "a b"), 400, nil),
      ([("to", "xq")], ("a.txt", "a b"), 400, nil), ([("to", "fr")], ("a.docx", "PK\u{3}\u{4}"), 400, "file"),
      ([("to", "fr")], ("a.txt", ""), 400, "file"),
      ([("to", "fr"), ("bilingual", "x")], ("a.txt", "a b"), 400, "bilingual"),
    ] as [([(name: String, value: String)], (name: String, text: String)?, Int, String?)])
  func `what cannot be is said at once`(
    _ fields: [(name: String, value: String)], _ file: (name: String, text: String)?, _ status: Int,
    _ field: String?
  ) async throws {
    let reply = try await APIClient().post("/v1/documents", multipart: fields, file: file)
    #expect(reply.status == status, "\(reply.text)")
    #expect(reply["error"]?["field"]?.string == field, "\(reply.text)")
  }

  @Test func `documents are limited in size and counted`() async throws {
    var options = ServiceOptions()
    options.documentBytes = 20
    let small = APIClient(options: options)
    #expect(try await submit(small, String(repeating: "a ", count: 11)).reply.status == 413)
    let counting = APIClient(access: TestAccess(characterLimit: 5))
    #expect(try await submit(counting, "abc def").reply.status == 413)
    let keyed = APIClient(access: TestAccess(key: "sesame"))
    #expect(try await submit(keyed).reply.status == 401)
    #expect(try await keyed.get("/v1/documents/x").status == 401)
  }
}
