import Dragoman
import Foundation
import GRDB
import Synchronization

/// A translation memory in an SQLite file. Safe to share; other processes may read and write it at the same time.
public final class MemoryStore: Sendable {
  /// `DrTM` in ASCII: tells memories from other databases.
  private static let applicationID = 0x4472_544D
  private static let version = 1

  public let path: String
  let database: DatabasePool
  let index = Mutex(MemoryIndex())

  /// Opens a memory.
  ///
  /// - Parameter creates: makes an empty one where there is none.
  /// - Throws: ``MemoryError``.
  public init(path: String, creates: Bool = false) throws(MemoryError) {
    self.path = path
    guard creates || FileManager.default.fileExists(atPath: path) else {
      throw MemoryError(
        .missing, file: path, reason: "is not there",
        advice: "check the path, or make one with `dragoman memory import`")
    }
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    // Look-ups go all over the file: read through the system's pages, and keep those of the index.
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA mmap_size = 4294967296; PRAGMA cache_size = -65536")
    }
    do {
      try Self.check(path)
      database = try DatabasePool(path: path, configuration: configuration)
      let found = try database.read(Self.identity)
      guard found.version <= Self.version else {
        throw MemoryError(
          .newer, file: path, reason: "was made by a newer version (form \(found.version))",
          advice: "use that version")
      }
      if found.tables == 0 {
        try database.write(Self.makeTables)
      } else if found.application != Self.applicationID {
        throw MemoryError(.notAMemory, file: path, reason: "is a database of another program")
      }
    } catch {
      throw Self.error(error, path)
    }
  }

  /// Refuses what is no memory before SQLite changes anything in it.
  private static func check(_ path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    var configuration = Configuration()
    configuration.readonly = true
    let found = try DatabaseQueue(path: path, configuration: configuration).read(identity)
    guard found.application == applicationID || found.tables == 0 else {
      throw MemoryError(.notAMemory, file: path, reason: "is a database of another program")
    }
  }

  private static func identity(_ db: Database) throws -> (application: Int, version: Int, tables: Int) {
    (
      application: try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
      version: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
      tables: try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    )
  }

  private static func makeTables(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE pair (id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, UNIQUE (source, target));
        CREATE TABLE project (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE unit (
          id INTEGER PRIMARY KEY, pair INTEGER NOT NULL, project INTEGER NOT NULL, key INTEGER NOT NULL,
          tokens INTEGER NOT NULL, context INTEGER, source TEXT NOT NULL, target TEXT NOT NULL, author TEXT, created INTEGER,
          machine INTEGER NOT NULL);
        CREATE INDEX unit_key ON unit (key);
        CREATE INDEX unit_tokens ON unit (id, tokens);
        CREATE TABLE segment (id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
        CREATE TABLE posting (
          gram INTEGER NOT NULL, segment INTEGER NOT NULL, units BLOB NOT NULL, PRIMARY KEY (gram, segment)
        ) WITHOUT ROWID;
        CREATE TABLE frequency (id INTEGER PRIMARY KEY CHECK (id = 1), counts BLOB NOT NULL);
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);
        """)
  }

  static func error(_ error: any Error, _ path: String) -> MemoryError {
    if let error = error as? MemoryError { return error }
    guard let error = error as? DatabaseError else {
      return MemoryError(.unwritable, file: path, reason: "\(error)")
    }
    switch error.resultCode {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      return MemoryError(
        .notAMemory, file: path, reason: "is no translation memory, or is damaged",
        advice: "import a TMX file with `dragoman memory import`")
    default:
      return MemoryError(
        .unwritable, file: path, reason: error.message ?? "SQLite error \(error.resultCode)",
        advice: "check the folder's permissions and free space")
    }
  }

  func reading<Result>(_ body: (Database) throws -> Result) throws(MemoryError) -> Result {
    do { return try database.read(body) } catch { throw Self.error(error, path) }
  }

  func writing<Result>(_ body: (Database) throws -> Result) throws(MemoryError) -> Result {
    do { return try database.write(body) } catch { throw Self.error(error, path) }
  }
}
