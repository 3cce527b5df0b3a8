extension LiveSession {
  /// The server is about to go: finals that are due are waited for, and the client is told.
  func announceShutdown() async {
    while open.contains(where: { segments[$0]?.isFinal ?? false }), !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(20))
    }
    say(.warn(code: "shutdown", message: "the server is shutting down: take the session up again"))
    isShuttingDown = true
    wake()
  }
}
