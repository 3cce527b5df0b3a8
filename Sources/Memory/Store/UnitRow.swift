import Dragoman
import Foundation
import GRDB

/// A row of the table `unit` with the names that it refers to.
struct UnitRow {
  static let columns = """
    unit.id, unit.context, unit.source, unit.target, unit.author, unit.created, unit.machine,
    pair.source AS "from", pair.target AS "to", project.name AS project
    """
  static let tables = "unit JOIN pair ON pair.id = unit.pair JOIN project ON project.id = unit.project"

  let id: Int64
  let context: Int64?
  let unit: MemoryUnit

  init(_ row: Row) throws {
    id = row["id"]
    context = row["context"]
    let created: Int64? = row["created"]
    unit = MemoryUnit(
      from: try LanguageTag(row["from"] as String), to: try LanguageTag(row["to"] as String),
      source: row["source"], target: row["target"], project: row["project"], author: row["author"],
      created: created.map { Date(timeIntervalSince1970: TimeInterval($0)) }, isMachineMade: row["machine"])
  }
}
