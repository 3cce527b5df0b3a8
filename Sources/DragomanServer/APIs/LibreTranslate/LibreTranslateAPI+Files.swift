extension LibreTranslateAPI {
  /// Answers when the file is translated; the client goes away, and its work ends.
  func translateFile(_ request: ServerRequest) async throws -> ServerResponse {
    let parameters = try Parameters(request)
    let key = try key(of: parameters, request)
    _ = try await access.usage(key: key, peer: request.peer)
    guard let file = parameters.file("file") else {
      throw ServiceError.invalid(field: "file", reason: "missing file parameter")
    }
    let source = try Self.required("source", parameters)
    let document = try await service.prepare(
      DocumentRequest(
        file: file, from: source == "auto" ? nil : source, to: try Self.required("target", parameters)))
    let job = try await access.admit(key: key, peer: request.peer, characters: document.characters) {
      let queued = try await service.documents.submit(document)
      return try await service.documents.finished(queued.id)
    }
    if let problem = job.problem {
      return Self.error(problem.message, problem.status.code >= 500 ? .internalServerError : .badRequest)
    }
    guard job.state == .done else { throw ServiceError.cancelled }
    return .json([
      "translatedFileUrl": .string("\(Self.origin(of: request))/download_file/\(Self.name(of: job))")
    ])
  }

  func download(_ name: String) async throws -> ServerResponse {
    let id = name.split(separator: ".", maxSplits: 1).first.map(String.init) ?? ""
    return .file(try await service.documents.result(id))
  }

  /// Nobody guesses the job's name; the rest is for people.
  private static func name(of job: DocumentJob) -> String {
    "\(job.id).\(PercentCoding.encoded(job.outputName))"
  }

  /// As the client has called the server, or a proxy before it.
  static func origin(of request: ServerRequest) -> String {
    func first(_ name: String) -> String? {
      request.headers.first(name: name)?.split(separator: ",").first?.trimmingSpaces()
    }
    let scheme = first("x-forwarded-proto") == "https" ? "https" : "http"
    let host = first("x-forwarded-host") ?? first("host") ?? "localhost"
    let isPlain = host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"/?#\\\"<>@".utf8.contains($0) }
    return "\(scheme)://\(isPlain ? host : "localhost")"
  }
}
