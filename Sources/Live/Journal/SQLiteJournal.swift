import Dragoman
import Foundation
import GRDB

/// Sessions in an SQLite file.
public final class SQLiteJournal: SessionJournal {
  private let database: DatabasePool

  /// - Throws: `DatabaseError` where the file is none, or cannot be written.
  public init(path: String) throws {
    var configuration = GRDB.Configuration()
    // What has been acknowledged is on the disk, not only with the system.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    configuration.busyMode = .timeout(5)
    database = try DatabasePool(path: path, configuration: configuration)
    try Self.migrator.migrate(database)
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("sessions") { database in
      try database.create(table: "session") { table in
        table.primaryKey("id", .text)
        table.column("token", .text).notNull()
        table.column("begun", .datetime).notNull()
      }
      try database.create(table: "entry") { table in
        table.autoIncrementedPrimaryKey("number")
        table.column("session", .text).notNull().indexed()
          .references("session", onDelete: .cascade)
        table.column("content", .blob).notNull()
      }
    }
    return migrator
  }

  public func create(session: String, tokenHash: String) async throws {
    try await database.write { database in
      try database.execute(
        sql: "INSERT INTO session (id, token, begun) VALUES (?, ?, ?)",
        arguments: [session, tokenHash, Date()])
    }
  }

  public func append(_ entry: JournalEntry, session: String) async throws {
    let content = try JSONEncoder().encode(entry)
    try await database.write { database in
      try database.execute(
        sql: "INSERT INTO entry (session, content) VALUES (?, ?)", arguments: [session, content])
    }
  }

  public func load(session: String) async throws -> (tokenHash: String, entries: [JournalEntry])? {
    try await database.read { database in
      guard
        let token = try String.fetchOne(
          database, sql: "SELECT token FROM session WHERE id = ?", arguments: [session])
      else { return nil }
      let rows = try Data.fetchAll(
        database, sql: "SELECT content FROM entry WHERE session = ? ORDER BY number", arguments: [session])
      return (token, try rows.map { try JSONDecoder().decode(JournalEntry.self, from: $0) })
    }
  }

  @discardableResult
  public func removeSessions(begunBefore time: Date) async throws -> Int {
    try await database.write { database in
      try database.execute(sql: "DELETE FROM session WHERE begun < ?", arguments: [time])
      return database.changesCount
    }
  }
}
