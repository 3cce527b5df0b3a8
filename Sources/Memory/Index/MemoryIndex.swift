import Dragoman
import Foundation
import GRDB

/// What a process knows of a memory's index. Units that were added one by one are its tail, which is kept here until
/// it is long enough for a segment of its own in the file.
struct MemoryIndex {
  /// Units in the tail that make a segment.
  static let longestTail = 4_000

  private(set) var segments: [Int64] = []
  private(set) var frequencies = GramFrequencies()
  /// The highest unit that is known.
  private(set) var last: Int64 = 0
  private(set) var tailCount = 0
  private var tail: [UInt32: [UInt32]] = [:]

  /// Takes note of what others have added.
  mutating func refresh(_ db: Database) throws {
    let found = try Int64.fetchAll(db, sql: "SELECT id FROM segment ORDER BY id")
    if found != segments {
      self = MemoryIndex()
      segments = found
      last = try Int64.fetchOne(db, sql: "SELECT max(last) FROM segment") ?? 0
      let counts = try Data.fetchOne(db, sql: "SELECT counts FROM frequency")
      frequencies = counts.flatMap(GramFrequencies.init) ?? GramFrequencies()
    }
    let rows = try Row.fetchCursor(
      db, sql: "SELECT id, pair, source FROM unit WHERE id > ? ORDER BY id", arguments: [last])
    while let row = try rows.next() {
      add(UnitGrams.indexed(MemoryText(row["source"]), pair: row["pair"]), of: row["id"])
    }
  }

  mutating func add(_ grams: [UInt32], of unit: Int64) {
    for gram in grams {
      tail[gram, default: []].append(UInt32(truncatingIfNeeded: unit))
      frequencies.add(gram)
    }
    tailCount += 1
    last = max(last, unit)
  }

  /// The units of the tail that have a trigram.
  func tail(of gram: UInt32) -> [UInt32] { tail[gram] ?? [] }

  /// Writes the tail as a segment, if it is long enough.
  mutating func seal(_ db: Database, least: Int = longestTail) throws {
    guard tailCount >= least, let first = tail.values.compactMap(\.first).min() else { return }
    try db.execute(sql: "INSERT INTO segment (first, last) VALUES (?, ?)", arguments: [Int64(first), last])
    let segment = db.lastInsertedRowID
    let insert = try db.cachedStatement(sql: "INSERT INTO posting (gram, segment, units) VALUES (?, ?, ?)")
    for gram in tail.keys.sorted() {
      try insert.execute(arguments: [Int64(gram), segment, PostingList.encode(tail[gram] ?? [])])
    }
    try save(db)
    segments.append(segment)
    (tail, tailCount) = ([:], 0)
  }

  private func save(_ db: Database) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO frequency (id, counts) VALUES (1, ?)", arguments: [frequencies.data])
  }

  /// Makes one segment of all: a look-up reads a list less for each.
  mutating func merge(_ db: Database) throws {
    try seal(db, least: 1)
    guard segments.count > 1, let first = segments.first else { return }
    try db.execute(sql: "INSERT INTO segment (first, last) SELECT min(first), max(last) FROM segment")
    let merged = db.lastInsertedRowID
    let insert = try db.cachedStatement(sql: "INSERT INTO posting (gram, segment, units) VALUES (?, ?, ?)")
    let rows = try Row.fetchCursor(
      db, sql: "SELECT gram, units FROM posting WHERE segment < ? ORDER BY gram, segment", arguments: [merged]
    )
    var (gram, units): (Int64?, [UInt32]) = (nil, [])
    func flush() throws {
      if let gram { try insert.execute(arguments: [gram, merged, PostingList.encode(units)]) }
    }
    while let row = try rows.next() {
      let next: Int64 = row["gram"]
      if next != gram {
        try flush()
        (gram, units) = (next, [])
      }
      PostingList.decode(row["units"]) { units.append($0) }
    }
    try flush()
    try db.execute(sql: "DELETE FROM posting WHERE segment BETWEEN ? AND ?", arguments: [first, merged - 1])
    try db.execute(sql: "DELETE FROM segment WHERE id < ?", arguments: [merged])
    segments = [merged]
  }
}
