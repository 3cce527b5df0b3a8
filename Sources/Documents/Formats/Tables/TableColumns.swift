/// The columns to translate, and whether the first row names them.
///
/// Where none is chosen, a column is taken in which at least half of the cells that are not empty are text by
/// ``ValueText`` and which reads like prose: a third of its texts have a word in small letters or are in a script
/// without capitals, and they have two words on average (or four characters of a script without spaces). So columns of
/// names, codes, numbers and dates stay.
struct TableColumns {
  private struct Column {
    var filled = 0
    var texts = 0
    var proseLike = 0
    var words = 0
    var characters = 0
    var numbers = 0
  }

  private static let sampledRows = 1000
  /// What columns are often called.
  private static let usualNames: Set<String> = [
    "id", "key", "name", "title", "text", "source", "target", "translation", "description", "comment",
    "notes", "note",
    "message", "value", "label", "category", "type", "date", "price", "content", "subject", "question",
    "answer", "no", "no.",
    "编号", "名称", "标题", "说明", "描述", "内容", "日期", "备注", "序号",
  ]

  /// Counted from 0.
  let chosen: Set<Int>
  let hasHeader: Bool
  /// Empty without a header.
  let names: [String]

  init(_ table: TableReader, wanted: [ColumnChoice]?) throws(DocumentError) {
    let first = table.rows.first.map { $0.map { table.text(table.cells[$0]) } } ?? []
    let isNamed = wanted?.contains { if case .name = $0 { true } else { false } } ?? false
    let body = Self.columns(table, from: 1)
    hasHeader = isNamed || Self.isHeader(first, above: body, rows: table.rows.count)
    let names = hasHeader ? first.map(\.trimmingSpaces) : []
    self.names = names
    guard let wanted else {
      let columns = hasHeader ? body : Self.columns(table, from: 0)
      chosen = Set(columns.indices.filter { Self.isProse(columns[$0]) })
      return
    }
    var chosen: Set<Int> = []
    let width = table.rows.map(\.count).max() ?? 0
    for choice in wanted {
      switch choice {
      case .number(let number):
        guard number >= 1, number <= width else {
          throw DocumentError(
            .unsupported, format: "csv", reason: "it has no column \(number)",
            advice: "it has columns 1 to \(width)")
        }
        chosen.insert(number - 1)
      case .name(let name):
        let found = names.indices.filter { names[$0] == name }
        let close =
          found.isEmpty ? names.indices.filter { names[$0].lowercased() == name.lowercased() } : found
        guard !close.isEmpty else {
          throw DocumentError(
            .unsupported, format: "csv", reason: "it has no column “\(name)”",
            advice:
              "its first row has \(names.prefix(20).map { "“\($0.prefix(40))”" }.joined(separator: ", "))")
        }
        chosen.formUnion(close)
      }
    }
    self.chosen = chosen
  }

  private static func columns(_ table: TableReader, from row: Int) -> [Column] {
    var columns: [Column] = []
    for cells in table.rows.dropFirst(row).prefix(sampledRows) {
      for (index, cell) in cells.enumerated() {
        let text = table.text(table.cells[cell]).trimmingSpaces
        while columns.count <= index { columns.append(Column()) }
        guard !text.isEmpty else { continue }
        columns[index].filled += 1
        columns[index].characters += text.count
        if !text.unicodeScalars.contains(where: \.isLetter) { columns[index].numbers += 1 }
        guard ValueText.judge(text) == .text else { continue }
        columns[index].texts += 1
        let words = text.split(whereSeparator: \.isWhitespace)
        let isWide = text.unicodeScalars.contains { $0.isLetter && !$0.properties.isCased }
        columns[index].words += isWide ? max(words.count, text.count / 2) : words.count
        let isLike = isWide || words.dropFirst().contains { $0.first?.isLowercase ?? false && $0.count > 1 }
        if isLike { columns[index].proseLike += 1 }
      }
    }
    return columns
  }

  private static func isProse(_ column: Column) -> Bool {
    column.texts > 0 && column.texts * 2 >= column.filled && column.proseLike * 3 >= column.texts
      && column.words >= column.texts * 2
  }

  /// Short and different texts, and something to show that they name what is below.
  private static func isHeader(_ cells: [String], above columns: [Column], rows: Int) -> Bool {
    guard rows > 1, cells.count > 1, Set(cells).count == cells.count else { return false }
    let isShort = cells.allSatisfy { cell in
      let end = cell.unicodeScalars.last
      return !cell.isEmpty && cell.count <= 60 && cell.split(whereSeparator: \.isWhitespace).count <= 6
        && cell.unicodeScalars.contains(where: \.isLetter) && !".!?。！？".unicodeScalars.contains { $0 == end }
    }
    guard isShort else { return false }
    if cells.contains(where: { usualNames.contains($0.lowercased()) }) { return true }
    if cells.allSatisfy({ !$0.contains(where: \.isWhitespace) && $0.allSatisfy(\.isASCII) }) { return true }
    return zip(cells, columns).contains { cell, column in
      column.numbers * 2 > column.filled
        || (column.filled > 0 && column.texts > 0 && column.characters >= cell.count * column.filled * 5 / 2)
    }
  }
}
