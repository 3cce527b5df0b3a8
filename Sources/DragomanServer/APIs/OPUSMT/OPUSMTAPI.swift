import Dragoman

/// OPUS-MT's WebSocket: a frame with a text, a frame with its translation.
package struct OPUSMTAPI: Sendable {
  private let service: TranslationService
  private let access: any AccessControlling

  package init(service: TranslationService, access: any AccessControlling) {
    (self.service, self.access) = (service, access)
  }

  package var endpoint: MessageEndpoint {
    MessageEndpoint("/translate") { text, request in await answer(text, request).text }
  }

  private func answer(_ text: String, _ request: ServerRequest) async -> JSONValue {
    do {
      return try await translate(text, request)
    } catch {
      return ["error": .string(ServiceProblem(error).message), "result": "", "server": "dragoman"]
    }
  }

  private func translate(_ frame: String, _ request: ServerRequest) async throws -> JSONValue {
    let message: JSONValue
    do { message = try JSONValue(Array(frame.utf8)) } catch {
      throw ServiceError.invalid(field: nil, reason: error.description)
    }
    guard let text = message["text"]?.string else {
      throw ServiceError.invalid(field: "text", reason: "it is missing")
    }
    guard let target = message["target"]?.string, !target.isEmpty else {
      throw ServiceError.invalid(field: "target", reason: "it is missing")
    }
    let source = message["source"]?.string
    let isDetected =
      source == nil || source == "" || source == "DETECT" || source == "detect" || source == "auto"
    // Where a socket has no header, as in a browser, the key comes with the frame or the path.
    let key =
      request.authorization("Bearer") ?? message["api_key"]?.string
      ?? request.query.last { $0.name == "api_key" }?.value
    let wanted = TextRequest(
      texts: [text], from: isDetected ? nil : source, to: target, returnsAlignment: true)
    let results = try await access.admit(key: key, peer: request.peer, characters: wanted.characters) {
      try await service.translate(wanted)
    }
    guard let result = results.first else { throw ServiceError.cancelled }
    let words = result.sentences.map { WordAlignment($0) }
    // Segments are the words that the alignment counts.
    return [
      "result": .string(result.text), "source": .string(result.from.code), "target": .string(result.to.code),
      "server": "dragoman", "alignment": .strings(words.map(\.text)), "segmentation": "words",
      "source-sentences": .strings(result.sentences.map(\.source)),
      "target-sentences": .strings(result.sentences.map(\.text)),
      "source-segments": .strings(words.map { $0.sourceWords.joined(separator: " ") }),
      "target-segments": .strings(words.map { $0.targetWords.joined(separator: " ") }),
    ]
  }
}
