import Foundation

/// Zip archives for tests, made by hand so that they can lie.
struct ZipWriting {
  struct Member {
    var name: String
    var content: Data
    /// Deflated, in blocks that are not compressed.
    var isDeflated = false
    var flags = 0
    /// What the directory says instead of the truth.
    var declaredSize: Int?

    init(
      _ name: String, _ content: String, isDeflated: Bool = false, flags: Int = 0, declaredSize: Int? = nil
    ) {
      self.name = name
      self.content = Data(content.utf8)
      self.isDeflated = isDeflated
      self.flags = flags
      self.declaredSize = declaredSize
    }
  }

  static func archive(_ members: [Member]) -> Data {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let content = [UInt8](member.content)
      let packed = member.isDeflated ? deflated(content) : content
      let size = member.declaredSize ?? content.count
      var common = le(20, 2)
      common += le(member.flags, 2)
      common += le(member.isDeflated ? 8 : 0, 2)
      // A time and a day.
      common += le(0x6000, 2)
      common += le(0x5A21, 2)
      common += le(Int(crc(content)), 4)
      common += le(packed.count, 4)
      common += le(size, 4)
      common += le(member.name.utf8.count, 2)
      common += le(0, 2)
      directory += [0x50, 0x4B, 1, 2] + le(20, 2)
      directory += common + le(0, 6)
      directory += le(0, 4)
      directory += le(bytes.count, 4) + Array(member.name.utf8)
      bytes += [0x50, 0x4B, 3, 4] + common + Array(member.name.utf8) + packed
    }
    let start = bytes.count
    bytes += directory
    bytes += [0x50, 0x4B, 5, 6] + le(0, 4) + le(members.count, 2) + le(members.count, 2)
    bytes += le(directory.count, 4) + le(start, 4) + le(0, 2)
    return Data(bytes)
  }

  private static func le(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    repeat {
      let end = min(start + 65_535, bytes.count)
      result += [end == bytes.count ? 1 : 0] + le(end - start, 2) + le(~(end - start), 2) + bytes[start..<end]
      start = end
    } while start < bytes.count
    return result
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 {
        let half: UInt32 = crc >> 1
        crc = crc & 1 == 0 ? half : half ^ 0xEDB8_8320
      }
    }
    return ~crc
  }
}
