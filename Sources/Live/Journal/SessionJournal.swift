import Foundation

/// Where sessions are written down, so that they survive the process.
public protocol SessionJournal: Sendable {
  /// Returns when the entry is safe.
  func append(_ entry: JournalEntry, session: String) async throws
  func create(session: String, tokenHash: String) async throws
  /// - Returns: nil for a session that there is not.
  func load(session: String) async throws -> (tokenHash: String, entries: [JournalEntry])?
  /// Lets go of sessions that were begun before a time.
  ///
  /// - Returns: how many.
  @discardableResult
  func removeSessions(begunBefore time: Date) async throws -> Int
}
