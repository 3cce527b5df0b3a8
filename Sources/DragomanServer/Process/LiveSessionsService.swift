import Live
import ServiceLifecycle

/// Lets live sessions come to an end before the server does.
struct LiveSessionsService: Service {
  let sessions: LiveSessions

  func run() async throws {
    try? await gracefulShutdown()
    await sessions.shutDown()
  }
}
