import Dragoman

extension OwnAPI {
  func translate(_ request: ServerRequest) async throws -> ServerResponse {
    let parameters = try Parameters(request)
    let wanted = try Self.textRequest(parameters, try await knowledge(parameters, of: request))
    if request.accepts("text/event-stream") {
      return try await translateAsEvents(wanted, request)
    }
    let start = ContinuousClock.now
    let results = try await access.admit(
      key: key(of: request), peer: request.peer, characters: wanted.characters
    ) { try await service.translate(wanted) }
    return .json(Self.reply(results, seconds: start.secondsPassed))
  }

  static func textRequest(
    _ parameters: Parameters, _ knowledge: KnowledgeRequest
  ) throws(ServiceError) -> TextRequest {
    guard parameters.has("text") else { throw .invalid(field: "text", reason: "it is missing") }
    let format: TextFormat
    switch try parameters.string("format") {
    case nil, "text": format = .text
    case "html": format = .html
    case "xml": format = .xml(.init())
    default: throw .invalid(field: "format", reason: "it has to be text, html or xml")
    }
    let from = try parameters.string("from")
    var request = TextRequest(
      texts: try parameters.texts("text"), from: from?.isEmpty == true || from == "auto" ? nil : from,
      to: try parameters.required("to"), format: format,
      beamSize: try parameters.integer("beam_size", in: 1...1_000),
      alternatives: try parameters.integer("alternatives", in: 0...1_000) ?? 0,
      returnsAlignment: try parameters.boolean("alignment") ?? false)
    request.knowledge = knowledge
    return request
  }

  // MARK: - Replies

  static func reply(_ results: [TextResult], seconds: Double) -> JSONValue {
    ["translations": .array(results.map(json)), "seconds": .number(seconds)]
  }

  static func json(_ result: TextResult) -> JSONValue {
    .members([
      "text": .string(result.text), "from": .string(result.from.code), "to": .string(result.to.code),
      "detected": result.detected.map(json), "domain": result.domain.map { .string($0.rawValue) },
      "route": .strings(result.route),
      "alternatives": result.alternatives.isEmpty ? nil : .strings(result.alternatives),
      "sentences": .array(result.sentences.map(json)),
    ])
  }

  static func json(_ detected: DetectedLanguage) -> JSONValue {
    ["language": .string(detected.language.code), "confidence": .number(detected.confidence)]
  }

  static func json(_ sentence: SentenceTranslation) -> JSONValue {
    .members([
      "source": .string(sentence.source), "text": .string(sentence.text), "score": .number(sentence.score),
      "alternatives": .array(
        sentence.alternatives.map { ["text": .string($0.text), "score": .number($0.score)] }),
      "alignment": sentence.alignment.map { spans in
        .array(spans.map { ["source": json($0.source), "target": json($0.target)] })
      },
      "warnings": .array(sentence.warnings.map(json)),
    ])
  }

  private static func json(_ warning: TranslationWarning) -> JSONValue {
    .members([
      "kind": .string(warning.code), "message": .string(warning.message),
      "source": warning.source.map(json), "target": warning.target.map(json),
    ])
  }

  /// By Unicode scalars, as Python counts.
  private static func json(_ span: TextSpan) -> JSONValue { [.integer(span.start), .integer(span.end)] }
}

extension ContinuousClock.Instant {
  var secondsPassed: Double { duration(to: .now) / .seconds(1) }
}
