import ServiceLifecycle

/// Lets documents come to an end with the server: what is not done then is not kept, nor are its files.
struct DocumentsService: Service {
  let service: TranslationService

  func run() async throws {
    try? await gracefulShutdown()
    await service.documents.shutDown()
  }
}
