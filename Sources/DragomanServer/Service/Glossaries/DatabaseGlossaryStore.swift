import Dragoman
import Foundation
import GRDB

/// Glossaries in an SQLite file, which outlive the server.
package final class DatabaseGlossaryStore: GlossaryStore {
  /// `DGlo` in ASCII: tells these files from other databases.
  private static let applicationID = 0x4447_6C6F
  private static let version = 1

  private let database: DatabaseQueue

  /// Opens the file, or makes it.
  ///
  /// - Throws: ``ServiceError/failed(reason:)`` for what is no such file, or one of a later version.
  package init(path: String) throws(ServiceError) {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = true
    do {
      database = try DatabaseQueue(path: path, configuration: configuration)
      try Self.prepare(database)
    } catch let error as ServiceError {
      throw error
    } catch {
      throw .failed(reason: "the glossaries in \(path) cannot be opened: \(error)")
    }
  }

  private static func prepare(_ database: DatabaseQueue) throws {
    let found = try database.read { db in
      (
        application: try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
        version: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
        tables: try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      )
    }
    guard found.application == applicationID || found.tables == 0 else {
      throw ServiceError.failed(reason: "the file for glossaries is a database of another program")
    }
    guard found.version <= version else {
      throw ServiceError.failed(reason: "the glossaries were written by a later version")
    }
    try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    guard found.tables == 0 else { return }
    try database.write { db in
      try db.execute(
        sql: """
          CREATE TABLE glossary (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, owner TEXT, name TEXT NOT NULL,
            source TEXT NOT NULL, target TEXT NOT NULL, made REAL NOT NULL);
          CREATE INDEX glossary_owner ON glossary (owner);
          CREATE TABLE entry (
            glossary INTEGER NOT NULL REFERENCES glossary (number) ON DELETE CASCADE, position INTEGER NOT NULL,
            source TEXT NOT NULL, target TEXT NOT NULL, PRIMARY KEY (glossary, position)) WITHOUT ROWID;
          PRAGMA application_id = \(applicationID);
          PRAGMA user_version = \(version);
          """)
    }
  }

  package func add(_ glossary: StoredGlossary) async throws {
    try await database.write { db in
      let count =
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM glossary WHERE owner IS ?", arguments: [glossary.owner]) ?? 0
      guard count < GlossaryLimits.perOwner else {
        throw ServiceError.tooLarge(what: "glossaries", count: count + 1, limit: GlossaryLimits.perOwner)
      }
      try db.execute(
        sql: "INSERT INTO glossary (id, owner, name, source, target, made) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          glossary.id, glossary.owner, glossary.name, glossary.source.code, glossary.target.code,
          glossary.made.timeIntervalSince1970,
        ])
      let number = db.lastInsertedRowID
      let insertion = try db.makeStatement(
        sql: "INSERT INTO entry (glossary, position, source, target) VALUES (?, ?, ?, ?)")
      for (position, entry) in glossary.entries.enumerated() {
        try insertion.execute(arguments: [number, position, entry.source, entry.target])
      }
    }
  }

  package func glossary(_ id: String, owner: String?) async throws -> StoredGlossary? {
    try await database.read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM glossary WHERE id = ? AND owner IS ?", arguments: [id, owner])
        .map { try Self.glossary($0, db) }
    }
  }

  package func glossaries(owner: String?) async throws -> [StoredGlossary] {
    try await database.read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM glossary WHERE owner IS ? ORDER BY number", arguments: [owner])
        .map { try Self.glossary($0, db) }
    }
  }

  package func remove(_ id: String, owner: String?) async throws -> Bool {
    try await database.write { db in
      try db.execute(sql: "DELETE FROM glossary WHERE id = ? AND owner IS ?", arguments: [id, owner])
      return db.changesCount > 0
    }
  }

  private static func glossary(_ row: Row, _ db: Database) throws -> StoredGlossary {
    let number: Int64 = row["number"]
    let entries = try Row.fetchAll(
      db, sql: "SELECT source, target FROM entry WHERE glossary = ? ORDER BY position", arguments: [number]
    ).map { StoredGlossary.Entry(source: $0["source"], target: $0["target"]) }
    return StoredGlossary(
      id: row["id"], owner: row["owner"], name: row["name"], source: try LanguageTag(row["source"] as String),
      target: try LanguageTag(row["target"] as String), made: Date(timeIntervalSince1970: row["made"]),
      entries: entries)
  }
}
