/// Short texts that stand in rows and columns.
struct PDFTable {
  struct Place: Hashable {
    var block: Int
    var line: Int
  }

  /// Words of a cell on average: with more of them, columns are columns of prose.
  private static let mostWords = 4.0

  private static let mostColumns = 40

  private(set) var places: Set<Place> = []
  /// Of each cell its lines, none where it is empty.
  private(set) var rows: [[[PDFText.Line]]] = []

  private typealias Piece = (place: Place, line: PDFText.Line)

  static func tables(in blocks: [[PDFText.Line]]) -> [PDFTable] {
    let pieces = blocks.enumerated().flatMap { block, lines in
      lines.enumerated().map { Piece(Place(block: block, line: $0), $1) }
    }.sorted { ($0.line.box.top, $0.line.box.left) < ($1.line.box.top, $1.line.box.left) }
    var tables: [PDFTable] = []
    var region: [[Piece]] = []
    func close() {
      if let table = PDFTable(region) { tables.append(table) }
      region = []
    }
    for row in rows(of: pieces) {
      if let last = region.last?.first, let first = row.first,
        first.line.box.top - last.line.box.bottom > 2.5 * max(last.line.box.height, 1)
      {
        close()
      }
      if row.count > 1 || (!region.isEmpty && isInside(row, region)) { region.append(row) } else { close() }
    }
    close()
    return tables
  }

  /// Pieces whose middles are on one height.
  private static func rows(of pieces: [Piece]) -> [[Piece]] {
    var rows: [[Piece]] = []
    for piece in pieces {
      let middle = (piece.line.box.top + piece.line.box.bottom) / 2
      if let first = rows.last?.first, rows.last?.count ?? 0 < mostColumns,
        middle < first.line.box.bottom - 0.25 * first.line.box.height,
        !(rows.last ?? []).contains(where: {
          $0.line.box.left < piece.line.box.right && piece.line.box.left < $0.line.box.right
        })
      {
        rows[rows.count - 1].append(piece)
      } else {
        rows.append([piece])
      }
    }
    return rows
  }

  /// Whether a single piece goes on with a cell above it that is not the first one.
  private static func isInside(_ row: [Piece], _ region: [[Piece]]) -> Bool {
    guard let piece = row.first, let last = region.last, let first = last.first, last.count > 1 else {
      return false
    }
    return piece.line.box.left > first.line.box.right && piece.line.words.count <= 6
  }

  private init?(_ region: [[Piece]]) {
    let full = region.filter { $0.count > 1 }
    guard full.count > 1 else { return nil }
    let cells = full.joined()
    let words = Double(cells.reduce(0) { $0 + $1.line.words.count }) / Double(max(1, cells.count))
    guard words <= Self.mostWords else { return nil }
    let edges = Self.columns(cells.map(\.line.box))
    guard edges.count > 1, edges.count <= Self.mostColumns else { return nil }
    for row in region {
      var cells = [[PDFText.Line]](repeating: [], count: edges.count)
      for piece in row {
        places.insert(piece.place)
        let middle = (piece.line.box.left + piece.line.box.right) / 2
        let column = edges.firstIndex { middle <= $0.upperBound } ?? edges.count - 1
        cells[column].append(piece.line)
      }
      // The second line of a cell has nothing beside it at the left.
      if cells[0].isEmpty, row.count < edges.count, !rows.isEmpty {
        for column in edges.indices { rows[rows.count - 1][column] += cells[column] }
      } else {
        rows.append(cells)
      }
    }
  }

  /// The stretches of a page's width that no column's neighbour reaches into.
  private static func columns(_ boxes: [PDFText.Box]) -> [ClosedRange<Double>] {
    var columns: [ClosedRange<Double>] = []
    for box in boxes.sorted(by: { $0.left < $1.left }) {
      let right = max(box.left, box.right)
      if let last = columns.last, box.left <= last.upperBound {
        columns[columns.count - 1] = last.lowerBound...max(last.upperBound, right)
      } else {
        columns.append(box.left...right)
      }
    }
    return columns
  }
}
