import Foundation
import GRDB

/// A job in an SQLite file: its settings, files and units. Each change is on its way to the disk when the call returns,
/// so that a process that is killed loses nothing but what it had in hand.
final class JobStore: Sendable {
  /// `Drag` in ASCII: tells jobs from other databases.
  private static let applicationID = 0x4472_6167
  private static let version = 1

  let path: String
  private let database: DatabaseQueue

  /// Opens a job, or makes an empty one.
  init(path: String) throws {
    self.path = path
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    do {
      database = try DatabaseQueue(path: path, configuration: configuration)
      let found = try database.read { db in
        (
          application: try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
          version: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
          tables: try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        )
      }
      guard found.application == Self.applicationID || found.tables == 0 else {
        throw BatchError.notAJob(path, reason: "it is a database of another program")
      }
      guard found.version <= Self.version else { throw BatchError.newerJob(path, version: found.version) }
      // Outside of a transaction, as SQLite demands.
      try database.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
      }
      if found.tables == 0 { try database.write(Self.makeTables) }
    } catch let error as DatabaseError {
      throw error.resultCode == .SQLITE_NOTADB || error.resultCode == .SQLITE_CORRUPT
        ? BatchError.notAJob(path, reason: error.message ?? "it is damaged")
        : BatchError.unwritable(path, reason: error.message ?? "SQLite error \(error.resultCode)")
    }
  }

  private static func makeTables(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE job (id INTEGER PRIMARY KEY CHECK (id = 1), settings TEXT NOT NULL);
        CREATE TABLE file (
          id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, modified INTEGER NOT NULL,
          state TEXT NOT NULL, attempts INTEGER NOT NULL, output TEXT UNIQUE,
          survey TEXT, failure TEXT, report TEXT);
        CREATE TABLE unit (
          id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, language TEXT NOT NULL, text TEXT NOT NULL,
          state TEXT NOT NULL, attempts INTEGER NOT NULL, translation TEXT);
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);
        """)
  }

  // MARK: - Settings

  func settings() throws -> BatchSettings? {
    let text = try read { db in try String.fetchOne(db, sql: "SELECT settings FROM job") }
    return try text.map { text in
      do {
        return try JSONDecoder().decode(BatchSettings.self, from: Data(text.utf8))
      } catch {
        throw BatchError.notAJob(path, reason: "its settings cannot be read")
      }
    }
  }

  func save(_ settings: BatchSettings) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(settings), as: UTF8.self)
    try write { db in
      try db.execute(sql: "INSERT OR REPLACE INTO job (id, settings) VALUES (1, ?)", arguments: [text])
    }
  }

  // MARK: - Files

  /// In the order of their paths.
  func files() throws -> [JobFile] {
    try read { db in try JobFile.order(Column("path")).fetchAll(db) }
  }

  /// - Returns: the file with its id.
  @discardableResult
  func save(_ file: JobFile) throws -> JobFile {
    try write { db in
      var file = file
      try file.save(db)
      return file
    }
  }

  func remove(_ file: JobFile) throws {
    _ = try write { db in try file.delete(db) }
  }

  // MARK: - Units

  func translation(of unit: UnitKey) throws -> StoredTranslation? {
    let found = try read { db in
      try Row.fetchOne(
        db, sql: "SELECT text, translation FROM unit WHERE digest = ? AND state = 'done'",
        arguments: [unit.digest])
    }
    // Equal digests of other texts do not happen, and would put a text into another's place.
    guard let found, found["text"] == unit.text, let json: String = found["translation"] else { return nil }
    return try? JSONDecoder().decode(StoredTranslation.self, from: Data(json.utf8))
  }

  func begin(_ unit: UnitKey) throws {
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO unit (digest, language, text, state, attempts) VALUES (?, ?, ?, 'working', 1)
          ON CONFLICT (digest) DO UPDATE SET state = 'working', attempts = attempts + 1
          """, arguments: [unit.digest, unit.language, unit.text])
    }
  }

  func finish(_ unit: UnitKey, _ translation: StoredTranslation) throws {
    let json = String(decoding: try JSONEncoder().encode(translation), as: UTF8.self)
    try write { db in
      try db.execute(
        sql: "UPDATE unit SET state = 'done', translation = ? WHERE digest = ?",
        arguments: [json, unit.digest])
    }
  }

  func fail(_ unit: UnitKey) throws {
    try write { db in
      try db.execute(sql: "UPDATE unit SET state = 'failed' WHERE digest = ?", arguments: [unit.digest])
    }
  }

  // MARK: - Database

  private func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do { return try database.read(body) } catch let error as DatabaseError { throw typed(error) }
  }

  private func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do { return try database.write(body) } catch let error as DatabaseError { throw typed(error) }
  }

  private func typed(_ error: DatabaseError) -> BatchError {
    let reason = error.message ?? "SQLite error \(error.resultCode)"
    return error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
      ? .notAJob(path, reason: reason) : .unwritable(path, reason: reason)
  }
}
