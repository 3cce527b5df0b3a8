/// Cells of a table by RFC 4180, in rows; a quotation mark inside of a bare cell is a character.
package struct TableReader {
  package struct Cell {
    /// With its quotation marks.
    package var range: Range<Int>
    package var isQuoted: Bool
    /// Something follows the closing mark, or there is none.
    package var isDamaged = false
  }

  let bytes: [UInt8]
  let delimiter: UInt8
  package private(set) var cells: [Cell] = []
  /// The cells of each row that is not empty.
  package private(set) var rows: [Range<Int>] = []

  /// - Parameter mostRows: where reading stops.
  package init(_ bytes: [UInt8], delimiter: UInt8, mostRows: Int = .max) {
    (self.bytes, self.delimiter) = (bytes, delimiter)
    var position = TableDelimiter.declarationEnd(bytes)
    var first = 0
    while position < bytes.count, rows.count < mostRows {
      let cell = Self.cell(bytes, at: position, delimiter)
      cells.append(cell)
      position = cell.range.upperBound
      if position < bytes.count, bytes[position] == delimiter {
        position += 1
        // A delimiter at the end has an empty cell behind it.
        if position == bytes.count {
          cells.append(Cell(range: position..<position, isQuoted: false))
        } else {
          continue
        }
      }
      if cells.count - first > 1 || !(cells.last?.range.isEmpty ?? true) { rows.append(first..<cells.count) }
      first = cells.count
      if position < bytes.count, bytes[position] == 0x0D { position += 1 }
      if position < bytes.count, bytes[position] == 0x0A { position += 1 }
    }
  }

  private static func cell(_ bytes: [UInt8], at start: Int, _ delimiter: UInt8) -> Cell {
    func ends(_ index: Int) -> Bool {
      index >= bytes.count || bytes[index] == delimiter || bytes[index] == 0x0A || bytes[index] == 0x0D
    }
    guard bytes[start] == 0x22 else {
      var end = start
      while !ends(end) { end += 1 }
      return Cell(range: start..<end, isQuoted: false)
    }
    var end = start + 1
    while end < bytes.count {
      if bytes[end] == 0x22 {
        guard end + 1 < bytes.count, bytes[end + 1] == 0x22 else { break }
        end += 1
      }
      end += 1
    }
    guard end < bytes.count else { return Cell(range: start..<bytes.count, isQuoted: true, isDamaged: true) }
    end += 1
    let closed = end
    while !ends(end) { end += 1 }
    return Cell(range: start..<end, isQuoted: true, isDamaged: end > closed)
  }

  package func text(_ cell: Cell) -> String {
    guard cell.isQuoted, !cell.isDamaged else { return String(decoding: bytes[cell.range], as: UTF8.self) }
    var result: [UInt8] = []
    var index = cell.range.lowerBound + 1
    while index < cell.range.upperBound - 1 {
      result.append(bytes[index])
      index += bytes[index] == 0x22 ? 2 : 1
    }
    return String(decoding: result, as: UTF8.self)
  }
}
