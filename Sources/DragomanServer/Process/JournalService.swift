import Foundation
import Live
import Logging
import ServiceLifecycle

/// Lets old sessions go out of a journal.
struct JournalService: Service {
  private static let interval = Duration.seconds(3600)

  let journal: any SessionJournal
  let days: Int
  let logger: Logger

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      while true {
        await letGo()
        try await Task.sleep(for: Self.interval)
      }
    }
  }

  private func letGo() async {
    do {
      let count = try await journal.removeSessions(begunBefore: Date() - Double(days) * 86_400)
      if count > 0 { logger.info("old sessions have left the journal", metadata: ["sessions": "\(count)"]) }
    } catch {
      logger.warning("the journal could not be cleared of old sessions", metadata: ["reason": "\(error)"])
    }
  }
}
