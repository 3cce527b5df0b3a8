import DragomanServer
import NIOHTTP1
import Testing

@Suite struct ParametersTests {
  private func parameters(
    _ type: String?, _ body: String, query: [(name: String, value: String)] = []
  ) throws -> Parameters {
    var headers = HTTPHeaders()
    if let type { headers.add(name: "Content-Type", value: type) }
    return try Parameters(
      ServerRequest(method: .POST, path: "/", query: query, headers: headers, body: Array(body.utf8)))
  }

  @Test(
    arguments: [
      ("application/json", #"{"text":["a","b"]}"#),
      ("application/json; charset=utf-8", #"{"text":["a","b"]}"#),
      ("application/x-www-form-urlencoded", "text=a&text=b"), (nil, "text[]=a&text[]=b"),
      (nil, " {\"text\":[\"a\",\"b\"]}"),
      (
        "multipart/form-data; boundary=\"limit7\"", APIClient.multipart([("text", "a"), ("text", "b")])
      ),
    ] as [(String?, String)])
  func `several values come in every body`(_ type: String?, _ body: String) throws {
    let parameters = try parameters(type, body)
    #expect(try parameters.strings("text") == ["a", "b"])
    #expect(parameters.isArray("text"))
  }

  @Test func `the query fills in what the body leaves out`() throws {
    let parameters = try parameters(
      "application/x-www-form-urlencoded", "a=body", query: [("a", "query"), ("b", "query"), ("c[]", "1")])
    #expect(try parameters.string("a") == "body")
    #expect(try parameters.string("b") == "query")
    #expect(parameters.isArray("c"))
  }

  @Test func `an empty body of any type leaves the query`() throws {
    #expect(try parameters("application/octet-stream", "", query: [("q", "x")]).string("q") == "x")
    #expect(throws: ServiceError.self) { try parameters("application/octet-stream", "x") }
  }

  @Test(
    arguments: [
      ("true", true), ("\"true\"", true), ("1", true), ("\"1\"", true), ("\"TRUE\"", true), ("false", false),
      ("0", false), ("\"0\"", false), ("null", nil), ("\"\"", nil),
    ] as [(String, Bool?)])
  func `booleans have many spellings`(_ spelling: String, _ value: Bool?) throws {
    #expect(try parameters("application/json", "{\"x\":\(spelling)}").boolean("x") == value)
  }

  @Test func `numbers are whole and within their range`() throws {
    let parameters = try parameters(
      "application/json", #"{"a":3,"b":"4","c":2.0,"d":2.5,"e":"x","f":{},"g":9}"#)
    #expect(try parameters.integer("a", in: 0...5) == 3)
    #expect(try parameters.integer("b", in: 0...5) == 4)
    #expect(try parameters.integer("c", in: 0...5) == 2)
    for name in ["d", "e", "f", "g"] {
      let error = #expect(throws: ServiceError.self) { try parameters.integer(name, in: 0...5) }
      #expect(error == .invalid(field: name, reason: "it has to be a whole number from 0 to 5"))
    }
    #expect(try parameters.integer("missing", in: 0...5) == nil)
  }

  @Test func `a file is none of the texts`() throws {
    let parameters = try parameters(
      "multipart/form-data; boundary=limit7", APIClient.multipart([("to", "zh")], file: ("a/b.txt", "tea")))
    #expect(parameters.file("file") == UploadedFile(name: "b.txt", bytes: Array("tea".utf8)))
    #expect(try parameters.string("file") == nil)
    #expect(parameters.has("file"))
  }

  @Test func `a body that is no object is refused`() {
    #expect(throws: ServiceError.self) { try parameters("application/json", "[1]") }
    #expect(throws: ServiceError.self) { try parameters("multipart/form-data", "x") }
  }
}
