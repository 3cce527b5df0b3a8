import Dragoman

/// MTUOC's requests: `POST /translate` with `{"id","src"}`.
///
/// They name no languages, since a server of theirs has one pair. Here the query may (`/translate?source=zh&target=en`),
/// or the body; else the server's ``ServiceOptions/usualTarget`` is the target, and the source is told from the text.
package struct MTUOCAPI: HTTPAPI {
  let service: TranslationService
  let access: any AccessControlling

  /// The path is ``TranslateDispatchAPI``'s.
  package var endpoints: [Endpoint] { [] }

  package func response(to error: any Error, request: ServerRequest) -> ServerResponse {
    let problem = ServiceProblem(error)
    return .json(["error": .string(problem.message)], status: problem.status).waiting(problem)
  }

  func translate(_ parameters: Parameters, _ request: ServerRequest) async throws -> ServerResponse {
    let text = try parameters.string("src") ?? ""
    let target = try parameters.string("target") ?? service.options.usualTarget
    guard let target, !target.isEmpty else {
      throw ServiceError.invalid(
        field: "target",
        reason: "this server has no usual target language: name it, as in /translate?target=en")
    }
    let wanted = TextRequest(
      texts: [text], from: try parameters.string("source"), to: target,
      alternatives: service.options.translation.beamSize - 1, returnsAlignment: true)
    let key = try parameters.string("api_key") ?? request.authorization("Bearer")
    let results = try await access.admit(key: key, peer: request.peer, characters: wanted.characters) {
      try await service.translate(wanted)
    }
    guard let result = results.first else { throw ServiceError.cancelled }
    let words = WordAlignment(result)
    return .json([
      "id": parameters.all("id").last ?? .null, "src": .string(text), "tgt": .string(result.text),
      "system_name": "Dragoman", "src_tokens": .string(words.sourceWords.joined(separator: " ")),
      "tgt_tokens": .string(words.targetWords.joined(separator: " ")), "alignment": .string(words.text),
      "alternate_translations": .array(
        ([result.text] + result.alternatives).map { ["tgt": .string($0)] }),
    ])
  }
}
