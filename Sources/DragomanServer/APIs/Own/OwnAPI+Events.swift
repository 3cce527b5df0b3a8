extension OwnAPI {
  /// Sentences as they end, in any order, and then the whole reply.
  func translateAsEvents(_ wanted: TextRequest, _ request: ServerRequest) async throws -> ServerResponse {
    let (access, service, key) = (access, service, key(of: request))
    try service.check(wanted)
    _ = try service.translationOptions(for: wanted, domain: nil)
    _ = try service.language(wanted.to)
    _ = try wanted.from.map { try service.language($0) }
    return try await EventStream.response(
      admit: { work in
        try await access.admit(key: key, peer: request.peer, characters: wanted.characters, work)
      }, failure: { Self.json(ServiceProblem($0)) },
      work: { send in
        let start = ContinuousClock.now
        let results = try await service.translate(wanted) { text, index, sentence in
          send(
            "sentence",
            [
              "text": .integer(text), "index": .integer(index), "source": .string(sentence.source),
              "translation": .string(sentence.text),
            ])
        }
        send("done", Self.reply(results, seconds: start.secondsPassed))
      })
  }
}
