/// How a cell is written.
struct TableCellStyle: Sendable {
  var isQuoted: Bool
  var delimiter: UInt8

  func written(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    guard isQuoted || needsQuotes(bytes) else { return bytes }
    return [0x22] + bytes.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
  }

  private func needsQuotes(_ bytes: [UInt8]) -> Bool {
    if bytes.first == 0x22 || bytes.contains(delimiter) || bytes.contains(0x0A) || bytes.contains(0x0D) {
      return true
    }
    // Between tabs, quotation marks inside of a cell are just that.
    return delimiter != 0x09 && bytes.contains(0x22)
  }
}
