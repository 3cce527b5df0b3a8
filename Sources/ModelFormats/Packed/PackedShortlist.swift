import Foundation
import Inference

/// The shortlist section: u32 frequent count, u8 shared vocabulary, 3 zero bytes, u32 number of offsets,
/// u32 number of targets, then both as u32.
enum PackedShortlist {
  static func bytes(of shortlist: Shortlist) -> Data {
    var writer = ByteWriter()
    writer.append(UInt32(shortlist.frequentCount))
    writer.append(UInt32(shortlist.sharesVocabulary ? 1 : 0))
    writer.append(UInt32(shortlist.offsets.count))
    writer.append(UInt32(shortlist.targets.count))
    shortlist.offsets.withUnsafeBytes { writer.data.append(contentsOf: $0) }
    shortlist.targets.withUnsafeBytes { writer.data.append(contentsOf: $0) }
    return writer.data
  }

  /// - Parameters:
  ///   - source: the number of source words; each must have its list.
  ///   - target: the number of target words that a list may name.
  static func read(_ data: Data, file: String, source: Int, target: Int) throws -> Shortlist {
    var reader = ByteReader(data: data, file: file)
    let frequent = Int(try reader.uint32("shortlist, frequent words"))
    let shares = try reader.uint32("shortlist, shared vocabulary")
    let offsetCount = Int(try reader.uint32("shortlist, number of offsets"))
    let targetCount = Int(try reader.uint32("shortlist, number of words"))
    guard offsetCount == source + 1, frequent <= target, shares <= 1 else {
      throw reader.error(
        .invalid, "shortlist",
        "\(offsetCount) lists and \(frequent) frequent words do not fit the vocabularies")
    }
    let offsets: [UInt32] = try array(offsetCount, &reader, "shortlist offsets")
    let targets: [Int32] = try array(targetCount, &reader, "shortlist words")
    guard reader.remaining == 0, zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 }),
      offsets.last.map(Int.init) == targetCount, targets.allSatisfy({ $0 >= 0 && Int($0) < target })
    else { throw reader.error(.invalid, "shortlist", "a list or a word lies outside") }
    return Shortlist(
      frequentCount: frequent, sharesVocabulary: shares == 1, offsets: offsets, targets: targets)
  }

  private static func array<Value: BitwiseCopyable>(
    _ count: Int, _ reader: inout ByteReader, _ field: String
  ) throws -> [Value] {
    let bytes = try reader.bytes(count * MemoryLayout<Value>.stride, field)
    return [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      bytes.copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
      initialized = count
    }
  }
}
