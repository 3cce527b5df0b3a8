import Foundation

/// The members of a zip archive by its directory, without unpacking any.
public struct ZipListing: Sendable, Hashable {
  /// Members beyond these are not listed: enough to know a format by.
  private static let mostMembers = 4096

  public let members: [String]
  /// The text of a first, uncompressed member `mimetype`, as OpenDocument and EPUB have it.
  public let mediaType: String?

  /// - Returns: nil for what does not begin as an archive does; one whose directory cannot be read is empty.
  package init?(_ data: Data) {
    guard data.starts(with: [0x50, 0x4B, 3, 4]) || data.starts(with: [0x50, 0x4B, 5, 6]) else { return nil }
    let bytes = Bytes(data)
    members = Self.members(bytes)
    mediaType = Self.mediaType(bytes)
  }

  public func contains(_ member: String) -> Bool { members.contains(member) }

  private static func mediaType(_ bytes: Bytes) -> String? {
    guard bytes.number(2, at: 8) == 0, let size = bytes.number(4, at: 22), size <= 256,
      let nameSize = bytes.number(2, at: 26), let extraSize = bytes.number(2, at: 28),
      bytes.text(at: 30, count: nameSize) == "mimetype"
    else { return nil }
    return bytes.text(at: 30 + nameSize + extraSize, count: size)?.trimmingCharacters(
      in: .whitespacesAndNewlines)
  }

  private static func members(_ bytes: Bytes) -> [String] {
    // The end record is the last thing but a comment of at most 65,535 bytes.
    var end = bytes.count - 22
    let first = max(0, end - 65_535)
    while end >= first, bytes.number(4, at: end) != 0x0605_4B50 { end -= 1 }
    guard end >= first, var place = bytes.number(4, at: end + 16) else { return [] }
    var names: [String] = []
    while names.count < mostMembers, bytes.number(4, at: place) == 0x0201_4B50,
      let nameSize = bytes.number(2, at: place + 28), let extraSize = bytes.number(2, at: place + 30),
      let commentSize = bytes.number(2, at: place + 32),
      let name = bytes.text(at: place + 46, count: nameSize)
    {
      names.append(name)
      place += 46 + nameSize + extraSize + commentSize
    }
    return names
  }

  /// Reads that end in nil outside of the data.
  private struct Bytes {
    let data: Data
    let count: Int

    init(_ data: Data) {
      self.data = data
      count = data.count
    }

    /// Little-endian, of `size` bytes.
    func number(_ size: Int, at offset: Int) -> Int? {
      guard offset >= 0, offset <= count - size else { return nil }
      let start = data.startIndex + offset
      return data[start..<start + size].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    func text(at offset: Int, count size: Int) -> String? {
      guard offset >= 0, size >= 0, offset <= count - size else { return nil }
      let start = data.startIndex + offset
      return String(decoding: data[start..<start + size], as: UTF8.self)
    }
  }
}
