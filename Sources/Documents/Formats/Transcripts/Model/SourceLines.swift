/// The lines of a source, without their ends.
struct SourceLines {
  let bytes: [UInt8]
  private(set) var lines: [Range<Int>] = []
  /// How lines end here; the first end counts.
  private(set) var lineEnd: [UInt8] = [0x0A]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var start = 0
    var index = 0
    var isFirst = true
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == 0x0A || byte == 0x0D else {
        index += 1
        continue
      }
      lines.append(start..<index)
      let next = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? index + 2 : index + 1
      if isFirst { lineEnd = Array(bytes[index..<next]) }
      isFirst = false
      (start, index) = (next, next)
    }
    if start < bytes.count { lines.append(start..<bytes.count) }
  }

  func isBlank(_ line: Int) -> Bool { lines[line].allSatisfy { bytes[$0] == 0x20 || bytes[$0] == 0x09 } }

  func text(_ line: Int) -> String { String(decoding: bytes[lines[line]], as: UTF8.self) }

  /// The number that is all of a line.
  func number(_ line: Int) -> Int? {
    let text = bytes[lines[line]].filter { $0 != 0x20 && $0 != 0x09 }
    guard !text.isEmpty, text.count <= 9, text.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    return text.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
