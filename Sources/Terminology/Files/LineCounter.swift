/// Lines of places that are asked for in their order.
struct LineCounter {
  private let bytes: [UInt8]
  private var byte = 0
  private var line = 1

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Counted from 1.
  mutating func line(ofByte place: Int) -> Int {
    if place < byte { (byte, line) = (0, 1) }
    while byte < min(place, bytes.count) {
      let isEnd =
        bytes[byte] == 0x0A || bytes[byte] == 0x0D && (byte + 1 >= bytes.count || bytes[byte + 1] != 0x0A)
      if isEnd { line += 1 }
      byte += 1
    }
    return line
  }
}
