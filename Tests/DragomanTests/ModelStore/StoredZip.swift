import Foundation

/// A zip whose local headers hold sizes and hashes, without compression.
struct StoredZip {
  private(set) var bytes: [UInt8] = []
  /// Where the local header of each entry begins.
  private(set) var offsets: [String: Int] = [:]
  /// Where the content of each entry ends.
  private(set) var ends: [String: Int] = [:]

  init(_ entries: [(path: String, content: [UInt8])]) {
    var directory: [UInt8] = []
    for (path, content) in entries {
      let size = Self.little(UInt32(content.count))
      // Version, flags, method, time, date; checksum; both sizes; lengths of name and extra field.
      let common =
        Self.little(UInt16(20)) + [UInt8](repeating: 0, count: 8)
        + Self.little(Self.checksum(content)) + size + size
        + Self.little(UInt16(path.utf8.count)) + [0, 0]
      offsets[path] = bytes.count
      directory +=
        [0x50, 0x4b, 1, 2] + Self.little(UInt16(20)) + common + [UInt8](repeating: 0, count: 10)
        + Self.little(UInt32(bytes.count)) + Array(path.utf8)
      bytes += [0x50, 0x4b, 3, 4] + common + Array(path.utf8) + content
      ends[path] = bytes.count
    }
    let count = Self.little(UInt16(entries.count))
    let end =
      [0x50, 0x4b, 5, 6, 0, 0, 0, 0] + count + count + Self.little(UInt32(directory.count))
      + Self.little(UInt32(bytes.count)) + [0, 0]
    bytes += directory + end
  }

  private static func little<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  private static func checksum(_ content: [UInt8]) -> UInt32 {
    ~content.reduce(~UInt32(0)) { state, byte in
      (0..<8).reduce(state ^ UInt32(byte)) { value, _ in
        value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
      }
    }
  }
}
