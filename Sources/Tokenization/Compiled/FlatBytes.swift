import Foundation

extension UnsafeRawBufferPointer {
  /// The little-endian number at this byte, whatever its alignment; the caller has checked the bounds.
  @inline(__always)
  func uint32(at offset: Int) -> UInt32 {
    UInt32(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// Below, at or above 0 as `self` stands before, with or after `other` in the order of bytes.
  func compare(_ other: UnsafeRawBufferPointer) -> Int {
    let shared = Swift.min(count, other.count)
    if shared > 0, let left = baseAddress, let right = other.baseAddress {
      let order = memcmp(left, right, shared)
      if order != 0 { return Int(order) }
    }
    return count - other.count
  }

  /// The first eight bytes as a number that orders as they do.
  var prefixKey: UInt64 {
    var key: UInt64 = 0
    for byte in prefix(8) { key = key << 8 | UInt64(byte) }
    return count >= 8 ? key : key << UInt64(8 * (8 - count))
  }
}

extension Data {
  init(littleEndian values: [UInt32]) {
    self.init(capacity: 4 * values.count)
    append(littleEndian: values)
  }

  mutating func append(littleEndian value: UInt32) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  mutating func append(littleEndian values: [UInt32]) {
    values.map { $0.littleEndian }.withUnsafeBytes { append(contentsOf: $0) }
  }
}
