import Dragoman
import Foundation
import GRDB

extension MemoryStore {
  /// What became of units that were to be added.
  public struct Added: Sendable, Equatable {
    public var new = 0
    /// Those that were there already, with the same translation.
    public var known = 0

    public init() {}

    public static func += (left: inout Added, right: Added) {
      left.new += right.new
      left.known += right.known
    }
  }

  /// Adds units, all or none. One that says the same as one that is there is not added again; one with another
  /// translation stands beside it.
  @discardableResult
  public func add(_ units: [MemoryUnit]) throws(MemoryError) -> Added {
    try writing { db in
      var index = self.index.withLock { $0 }
      try index.refresh(db)
      var writer = try UnitWriter(db)
      var added = Added()
      for unit in units {
        if let (id, grams) = try writer.add(unit) {
          index.add(grams, of: id)
          added.new += 1
        } else {
          added.known += 1
        }
      }
      try index.seal(db)
      let known = index
      db.afterNextTransaction { _ in self.index.withLock { $0 = known } }
      return added
    }
  }

  /// Readies the index for look-ups after much has been added.
  public func optimize() throws(MemoryError) {
    try writing { db in
      var index = self.index.withLock { $0 }
      try index.refresh(db)
      guard index.segments.count > 4 else { return }
      try index.merge(db)
      let merged = index
      db.afterNextTransaction { _ in self.index.withLock { $0 = merged } }
    }
  }
}

/// Writes units within one transaction.
private struct UnitWriter {
  private struct Pair: Hashable {
    let from: String
    let to: String
  }

  private let db: Database
  private let find: Statement
  private let insert: Statement
  private var pairs: [Pair: Int64] = [:]
  private var projects: [String: Int64] = [:]

  init(_ db: Database) throws {
    self.db = db
    find = try db.cachedStatement(
      sql: "SELECT source, target FROM unit WHERE key = ? AND pair = ? AND project = ?")
    insert = try db.cachedStatement(
      sql: """
        INSERT INTO unit (pair, project, key, tokens, context, source, target, author, created, machine)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
  }

  /// The new row and its trigrams; nil for what is there already.
  mutating func add(_ unit: MemoryUnit) throws -> (id: Int64, grams: [UInt32])? {
    let text = MemoryText(unit.source)
    let (pair, project) = (try pair(of: unit), try project(unit.project))
    let rows = try Row.fetchAll(find, arguments: [text.key, pair, project])
    if rows.contains(where: { MemoryText.form(of: $0["source"]) == text.form && $0["target"] == unit.target })
    {
      return nil
    }
    try insert.execute(arguments: [
      pair, project, text.key, text.tokens.count, unit.previous.map { MemoryText($0).key }, unit.source,
      unit.target,
      unit.author,
      unit.created.map { Int64($0.timeIntervalSince1970) }, unit.isMachineMade,
    ])
    return (db.lastInsertedRowID, UnitGrams.indexed(text, pair: pair))
  }

  private mutating func pair(of unit: MemoryUnit) throws -> Int64 {
    let pair = Pair(from: unit.from.code, to: unit.to.code)
    if let known = pairs[pair] { return known }
    try db.execute(
      sql: "INSERT OR IGNORE INTO pair (source, target) VALUES (?, ?)", arguments: [pair.from, pair.to])
    let id =
      try Int64.fetchOne(
        db, sql: "SELECT id FROM pair WHERE source = ? AND target = ?", arguments: [pair.from, pair.to]) ?? 0
    pairs[pair] = id
    return id
  }

  private mutating func project(_ name: String) throws -> Int64 {
    if let known = projects[name] { return known }
    try db.execute(sql: "INSERT OR IGNORE INTO project (name) VALUES (?)", arguments: [name])
    let id = try Int64.fetchOne(db, sql: "SELECT id FROM project WHERE name = ?", arguments: [name]) ?? 0
    projects[name] = id
    return id
  }
}
