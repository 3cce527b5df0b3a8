import Dragoman
import DragomanServer
import NIOHTTP1

/// Asks the router as a client would, without a socket.
struct APIClient {
  let service: TranslationService
  let access: TestAccess
  let router: Router
  let engine: CapitalsEngine

  init(
    access: TestAccess = TestAccess(), options: ServiceOptions = ServiceOptions(),
    engine: CapitalsEngine = CapitalsEngine(),
    glossaries: (any GlossaryStore)? = nil
  ) {
    (self.access, self.engine) = (access, engine)
    service = TranslationService(engine: engine, options: options, glossaries: glossaries)
    router = Router(standardAPIs(service: service, access: access))
  }

  struct Reply {
    var status: Int
    var headers: HTTPHeaders
    var bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// null for what is no JSON.
    var json: JSONValue { (try? JSONValue(bytes)) ?? .null }

    subscript(_ name: String) -> JSONValue? { json[name] }
  }

  func send(
    _ method: HTTPMethod, _ path: String, query: [(name: String, value: String)] = [],
    headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []
  ) async throws -> Reply {
    let response = await router.respond(
      to: ServerRequest(method: method, path: path, query: query, headers: headers, body: body))
    var bytes: [UInt8] = []
    switch response.body {
    case .bytes(let all): bytes = all
    case .stream(let parts): for try await part in parts { bytes += part }
    }
    return Reply(status: Int(response.status.code), headers: response.headers, bytes: bytes)
  }

  func get(
    _ path: String, query: [(name: String, value: String)] = [], headers: HTTPHeaders = HTTPHeaders()
  ) async throws -> Reply { try await send(.GET, path, query: query, headers: headers) }

  func post(
    _ path: String, _ json: JSONValue, headers: HTTPHeaders = HTTPHeaders(),
    query: [(name: String, value: String)] = []
  ) async throws -> Reply {
    var headers = headers
    headers.replaceOrAdd(name: "Content-Type", value: "application/json")
    return try await send(.POST, path, query: query, headers: headers, body: json.bytes)
  }

  func post(_ path: String, form: String, headers: HTTPHeaders = HTTPHeaders()) async throws -> Reply {
    var headers = headers
    headers.replaceOrAdd(name: "Content-Type", value: "application/x-www-form-urlencoded")
    return try await send(.POST, path, headers: headers, body: Array(form.utf8))
  }

  func post(
    _ path: String, multipart fields: [(name: String, value: String)],
    file: (name: String, text: String)? = nil,
    headers: HTTPHeaders = HTTPHeaders()
  ) async throws -> Reply {
    var headers = headers
    headers.replaceOrAdd(name: "Content-Type", value: "multipart/form-data; boundary=limit7")
    return try await send(
      .POST, path, headers: headers, body: Array(Self.multipart(fields, file: file).utf8))
  }

  static func multipart(
    _ fields: [(name: String, value: String)], file: (name: String, text: String)? = nil
  ) -> String {
    var body = ""
    for (name, value) in fields {
      body += "--limit7\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }
    if let file {
      body +=
        "--limit7\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\"\r\n"
        + "Content-Type: application/octet-stream\r\n\r\n\(file.text)\r\n"
    }
    return body + "--limit7--\r\n"
  }
}
