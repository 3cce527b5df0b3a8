import Dragoman

extension OwnAPI {
  func detect(_ request: ServerRequest) async throws -> ServerResponse {
    let parameters = try Parameters(request)
    guard let text = try parameters.texts("text").last else {
      throw ServiceError.invalid(field: "text", reason: "it is missing")
    }
    let found = try await access.admit(
      key: key(of: request), peer: request.peer, characters: text.unicodeScalars.count
    ) { service.detect(text) }
    return .json(["languages": .array(found.map(Self.json))])
  }

  func languages() -> ServerResponse {
    let table = service.languages
    return .json([
      "languages": .array(
        table.all.map { language in
          [
            "code": .string(language.code), "name": .string(language.englishName),
            "native_name": .string(language.nativeName), "direction": .string(language.direction.rawValue),
            "targets": .strings(table.targets(of: language).map(\.code)),
          ]
        })
    ])
  }

  func models() -> ServerResponse {
    .json([
      "models": .array(
        service.engine.models.map { model in
          .members([
            "id": .string(model.id), "from": .string(model.from), "to": .string(model.to),
            "quality": model.quality.map { .number($0) },
          ])
        })
    ])
  }

  func formats() -> ServerResponse {
    .json([
      "formats": .array(
        service.formats.map { ["name": .string($0.name), "extensions": .strings($0.extensions)] })
    ])
  }

  func openAPI() throws -> ServerResponse {
    ServerResponse(
      headers: ["Content-Type": "application/json"], body: .bytes(PackageResources.openapi_json))
  }
}
