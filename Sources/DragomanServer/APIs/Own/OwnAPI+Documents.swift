import Documents
import Foundation

extension OwnAPI {
  func addDocument(_ request: ServerRequest) async throws -> ServerResponse {
    // Nobody's document is read before it is known who sends it.
    _ = try await access.usage(key: key(of: request), peer: request.peer)
    let parameters = try Parameters(request)
    var wanted = try Self.documentRequest(parameters)
    wanted.knowledge = try await knowledge(parameters, of: request)
    let document = try await service.prepare(wanted)
    let job = try await access.admit(
      key: key(of: request), peer: request.peer, characters: document.characters
    ) { try await service.documents.submit(document) }
    return .json(
      Self.json(job), status: .accepted, headers: ["Location": "/v1/documents/\(job.id)"])
  }

  private static func documentRequest(_ parameters: Parameters) throws(ServiceError) -> DocumentRequest {
    guard let file = parameters.file("file") else {
      throw .invalid(field: "file", reason: "it is missing: a multipart/form-data part with a file name")
    }
    let from = try parameters.string("from")
    var request = DocumentRequest(
      file: file, from: from?.isEmpty == true || from == "auto" ? nil : from,
      to: try parameters.required("to"))
    switch try parameters.string("consistent")?.lowercased() {
    case nil, "", "false", "0": break
    case "true", "1": request.keepsTerms = true
    default: throw .invalid(field: "consistent", reason: "it has to be true or false")
    }
    if let format = try parameters.string("format"), !format.isEmpty { request.format = format }
    switch try parameters.string("bilingual")?.lowercased() {
    case nil, "", "false", "0": break
    case "true", "1": request.bilingual = .fitting
    case let name?:
      guard let form = BilingualForm(rawValue: name) else {
        throw .invalid(
          field: "bilingual",
          reason:
            "it has to be true, false or one of \(BilingualForm.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      request.bilingual = form
    }
    return request
  }

  func document(_ request: ServerRequest, _ id: String) async throws -> ServerResponse {
    _ = try await access.usage(key: key(of: request), peer: request.peer)
    return .json(Self.json(try await service.documents.job(id)))
  }

  func removeDocument(_ request: ServerRequest, _ id: String) async throws -> ServerResponse {
    _ = try await access.usage(key: key(of: request), peer: request.peer)
    try await service.documents.remove(id)
    return ServerResponse(.noContent)
  }

  func documentResult(_ request: ServerRequest, _ id: String) async throws -> ServerResponse {
    _ = try await access.usage(key: key(of: request), peer: request.peer)
    return .file(try await service.documents.result(id))
  }

  /// The job at each change, as `progress`, and at its end, as `done`. Going away does not end the job.
  func documentEvents(_ request: ServerRequest, _ id: String) async throws -> ServerResponse {
    _ = try await access.usage(key: key(of: request), peer: request.peer)
    let updates = try await service.documents.updates(of: id)
    return try await EventStream.response(
      admit: { try await $0() }, failure: { Self.json(ServiceProblem($0)) },
      work: { send in
        for await job in updates { send(job.state.isEnd ? "done" : "progress", Self.json(job)) }
      })
  }

  static func json(_ job: DocumentJob) -> JSONValue {
    .members([
      "id": .string(job.id), "name": .string(job.name), "state": .string(job.state.rawValue),
      "completed_units": .integer(job.completedUnits), "total_units": .integer(job.totalUnits),
      "output_name": .string(job.outputName), "domain": job.domain.map { .string($0.rawValue) },
      "report": job.report.flatMap(json),
      "error": job.problem.map {
        .members([
          "code": .string($0.code), "message": .string($0.message), "field": $0.field.map { .string($0) },
        ])
      },
    ])
  }

  private static func json(_ report: DocumentReport) -> JSONValue? {
    (try? JSONEncoder().encode(report)).flatMap { try? JSONValue([UInt8]($0)) }
  }
}
