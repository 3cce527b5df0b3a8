/// A column of a table.
public enum ColumnChoice: Sendable, Hashable, Codable {
  /// Counted from 1.
  case number(Int)
  /// As the first row names it.
  case name(String)
}
