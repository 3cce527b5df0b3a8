/// `POST /translate`, which several protocols have. Told apart by what is asked: MTUOC sends `src` and no `q`,
/// Apertium's clients a `langpair`, all others are LibreTranslate's.
package struct TranslateDispatchAPI: HTTPAPI {
  private let libreTranslate: LibreTranslateAPI
  private let apertium: ApertiumAPI
  private let mtuoc: MTUOCAPI

  package init(service: TranslationService, access: any AccessControlling) {
    libreTranslate = LibreTranslateAPI(service: service, access: access)
    apertium = ApertiumAPI(service: service, access: access)
    mtuoc = MTUOCAPI(service: service, access: access)
  }

  package var endpoints: [Endpoint] {
    [
      Endpoint(.POST, "/translate") { request, _ in
        let parameters = try Parameters(request)
        if parameters.has("langpair") {
          return await answer(request, apertium) { try await apertium.translate(parameters, request) }
        }
        if parameters.has("src"), !parameters.has("q") {
          return await answer(request, mtuoc) { try await mtuoc.translate(parameters, request) }
        }
        return try await libreTranslate.translate(parameters, request)
      }
    ]
  }

  package func response(to error: any Error, request: ServerRequest) -> ServerResponse {
    libreTranslate.response(to: error, request: request)
  }

  /// Errors in the protocol's own shape.
  private func answer(
    _ request: ServerRequest, _ api: any HTTPAPI, _ work: () async throws -> ServerResponse
  ) async -> ServerResponse {
    do { return try await work() } catch { return api.response(to: error, request: request) }
  }
}
