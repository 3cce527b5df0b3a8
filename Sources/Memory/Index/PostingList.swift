import Foundation

/// Numbers of units, ascending, as the differences between them in bytes of seven bits.
package enum PostingList {
  package static func encode(_ units: some Sequence<UInt32>) -> Data {
    var data = Data()
    var last: UInt32 = 0
    for unit in units {
      var rest = unit &- last
      while rest >= 0x80 {
        data.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      data.append(UInt8(rest))
      last = unit
    }
    return data
  }

  /// Calls `body` with each number; what is cut off or runs over ends the list.
  package static func decode(_ data: Data, _ body: (UInt32) -> Void) {
    data.withUnsafeBytes { bytes in
      var last: UInt32 = 0
      var value: UInt32 = 0
      var shift: UInt32 = 0
      for byte in bytes {
        guard shift < 32 else { return }
        value |= UInt32(byte & 0x7F) &<< shift
        if byte & 0x80 != 0 {
          shift += 7
          continue
        }
        last = last &+ value
        body(last)
        (value, shift) = (0, 0)
      }
    }
  }
}
