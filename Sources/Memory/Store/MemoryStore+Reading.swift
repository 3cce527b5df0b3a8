import Dragoman
import Foundation
import GRDB

extension MemoryStore {
  public func statistics() throws(MemoryError) -> MemoryStatistics {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let size = (attributes?[.size] as? NSNumber)?.int64Value ?? 0
    return try reading { db in
      let pairs = try Row.fetchAll(
        db,
        sql: """
          SELECT pair.source AS "from", pair.target AS "to", count(*) AS units, sum(machine) AS machine
          FROM unit JOIN pair ON pair.id = unit.pair GROUP BY pair.id ORDER BY units DESC, pair.id
          """
      ).map { row in
        MemoryStatistics.Pair(
          from: row["from"], to: row["to"], units: row["units"], machineMade: row["machine"])
      }
      let projects = try Row.fetchAll(
        db,
        sql: """
          SELECT project.name AS name, count(*) AS units FROM unit JOIN project ON project.id = unit.project
          GROUP BY project.id ORDER BY units DESC, project.id
          """
      ).map { MemoryStatistics.Project(name: $0["name"], units: $0["units"]) }
      return MemoryStatistics(
        units: pairs.reduce(0) { $0 + $1.units }, pairs: pairs, projects: projects, size: size)
    }
  }

  /// Calls `body` with each unit, in the order in which they were added.
  ///
  /// - Parameters:
  ///   - from, to: only those of these languages; nil for all.
  ///   - project: only those of it; nil for all.
  public func forEachUnit(
    from: LanguageTag? = nil, to: LanguageTag? = nil, project: String? = nil,
    _ body: (MemoryUnit) throws -> Void
  ) throws {
    do {
      try database.read { db in
        let rows = try Row.fetchCursor(
          db, sql: "SELECT \(UnitRow.columns) FROM \(UnitRow.tables) ORDER BY unit.id")
        while let row = try rows.next() {
          let unit = try UnitRow(row).unit
          if let from, unit.from != from { continue }
          if let to, unit.to != to { continue }
          if let project, unit.project != project { continue }
          try body(unit)
        }
      }
    } catch let error as DatabaseError {
      throw Self.error(error, path)
    }
  }
}
