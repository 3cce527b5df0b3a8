import Dragoman

extension DeepLAPI {
  func addDocument(_ request: ServerRequest) async throws -> ServerResponse {
    let parameters = try Parameters(request)
    let key = try key(of: parameters, request)
    _ = try await access.usage(key: key, peer: request.peer)
    guard var file = parameters.file("file") else {
      throw ServiceError.invalid(field: nil, reason: "Parameter 'file' not specified.")
    }
    if let name = try parameters.string("filename"), !name.isEmpty {
      file = UploadedFile(name: name, bytes: file.bytes)
    }
    try Self.checkFormality(parameters)
    let source = try parameters.string("source_lang")
    let secret = RandomName.make() + RandomName.make()
    var wanted = DocumentRequest(
      file: file, from: source?.isEmpty == true ? nil : source,
      to: try Self.required("target_lang", parameters), owner: secret)
    if let glossary = try await namedGlossary(parameters, key: key, request, from: wanted.from, to: wanted.to)
    {
      wanted.knowledge.glossaries = [service.terms(of: glossary)]
    }
    let document = try await service.prepare(wanted)
    if let form = try parameters.string("output_format")?.lowercased(), !form.isEmpty,
      form != document.survey.fileExtension
    {
      throw ServiceError.invalid(
        field: "output_format", reason: "this document is written as \(document.survey.fileExtension)")
    }
    let job = try await access.admit(key: key, peer: request.peer, characters: document.characters) {
      try await service.documents.submit(document)
    }
    return .json(["document_id": .string(job.id.uppercased()), "document_key": .string(secret.uppercased())])
  }

  func documentStatus(_ request: ServerRequest, _ id: String) async throws -> ServerResponse {
    let secret = try await documentKey(request)
    let job = try await service.documents.job(id.lowercased(), owner: secret)
    let status: JSONValue =
      switch job.state {
      case .queued: "queued"
      case .translating: "translating"
      case .done: "done"
      case .failed, .cancelled: "error"
      }
    return .json(
      .members([
        "document_id": .string(id), "status": status,
        "seconds_remaining": job.secondsRemaining.map { .integer(Int(min(max($0, 1), 86_400).rounded(.up))) },
        "billed_characters": job.state == .done ? .integer(job.characters) : nil,
        "error_message": job.problem.map { .string($0.message) },
      ]))
  }

  /// Once; then it is gone.
  func documentResult(_ request: ServerRequest, _ id: String) async throws -> ServerResponse {
    let secret = try await documentKey(request)
    return .file(try await service.documents.takeResult(id.lowercased(), owner: secret))
  }

  private func documentKey(_ request: ServerRequest) async throws -> String {
    let parameters = try Parameters(request)
    _ = try await access.usage(key: try key(of: parameters, request), peer: request.peer)
    return try Self.required("document_key", parameters).lowercased()
  }
}
