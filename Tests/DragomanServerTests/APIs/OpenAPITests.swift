import DragomanServer
import Testing

@Suite struct OpenAPITests {
  private static let methods = ["get", "post", "put", "delete", "patch"]

  @Test func `the description and the endpoints are the same`() async throws {
    let client = APIClient()
    let reply = try await client.get("/openapi.json")
    #expect(reply.headers.first(name: "content-type") == "application/json")
    #expect(reply["openapi"]?.string?.hasPrefix("3.1") == true)
    guard case .object(let paths) = reply["paths"] else {
      Issue.record("no paths")
      return
    }
    let described = paths.flatMap { path, item in
      Self.methods.filter { item[$0] != nil }.map { "\($0.uppercased()) \(path)" }
    }
    let endpoints = OwnAPI(service: client.service, access: client.access).endpoints
      .map { "\($0.method.rawValue) \($0.pattern)" }
    #expect(described.sorted() == endpoints.sorted())
  }

  @Test func `each reference leads somewhere`() async throws {
    let json = try await APIClient().get("/openapi.json").json
    var references: [String] = []
    func walk(_ value: JSONValue) {
      switch value {
      case .array(let values): values.forEach(walk)
      case .object(let members):
        for member in members {
          if member.name == "$ref", let text = member.value.string { references.append(text) }
          walk(member.value)
        }
      default: break
      }
    }
    walk(json)
    #expect(!references.isEmpty)
    for reference in references {
      let found = reference.split(separator: "/").dropFirst().reduce(Optional(json)) { $0?[String($1)] }
      #expect(found != nil, "\(reference)")
    }
  }
}
