import Foundation

/// Appends numbers to bytes, little-endian and packed: the counterpart of `ByteReader`.
struct ByteWriter {
  var data = Data()

  mutating func append<Value: FixedWidthInteger>(_ value: Value) {
    withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
  }
}
