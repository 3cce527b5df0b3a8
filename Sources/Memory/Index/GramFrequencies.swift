import Foundation

/// About how many units have a trigram: counts of groups of trigrams.
struct GramFrequencies {
  private static let bits: UInt32 = 18

  private var counts = [UInt32](repeating: 0, count: 1 << bits)

  init() {}

  /// nil for bytes that are none.
  init?(_ data: Data) {
    guard data.count == counts.count * 4 else { return nil }
    counts = data.withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self))
      }
    }
  }

  var data: Data {
    counts.reduce(into: Data(capacity: counts.count * 4)) { data, count in
      withUnsafeBytes(of: count.littleEndian) { data.append(contentsOf: $0) }
    }
  }

  subscript(gram: UInt32) -> Int { Int(counts[Self.group(of: gram)]) }

  mutating func add(_ gram: UInt32, _ count: Int = 1) {
    let group = Self.group(of: gram)
    counts[group] = UInt32(clamping: Int(counts[group]) + count)
  }

  private static func group(of gram: UInt32) -> Int { Int((gram &* 0x9E37_79B1) >> (32 - bits)) }
}
