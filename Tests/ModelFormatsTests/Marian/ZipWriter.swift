import Foundation

/// Writes zip archives whose members are stored as they are.
struct ZipWriter {
  private var members: [(name: String, content: Data)] = []
  /// What the directory claims of every member's size; nil for the truth.
  var claimedSize: UInt32?

  mutating func add(_ name: String, _ content: Data) {
    members.append((name, content))
  }

  var data: Data {
    var (file, directory) = (Data(), Data())
    for (name, content) in members {
      let offset = UInt32(file.count)
      let fields = Self.fields(name, content, claimedSize ?? UInt32(content.count))
      file.append(UInt32(0x0403_4B50))
      file.append(fields)
      file.append(contentsOf: name.utf8)
      file.append(content)
      directory.append(UInt32(0x0201_4B50))
      directory.append(UInt16(20))
      directory.append(fields)
      directory.append(Data(count: 10))
      directory.append(offset)
      directory.append(contentsOf: name.utf8)
    }
    let start = UInt32(file.count)
    file.append(directory)
    file.append(UInt32(0x0605_4B50))
    file.append(UInt32(0))
    file.append(UInt16(members.count))
    file.append(UInt16(members.count))
    file.append(UInt32(directory.count))
    file.append(start)
    file.append(UInt16(0))
    return file
  }

  /// What a member's header and its entry in the directory have in common.
  private static func fields(_ name: String, _ content: Data, _ size: UInt32) -> Data {
    var data = Data()
    for value in [20, 0, 0, 0, 0] as [UInt16] { data.append(value) }
    data.append(checksum(content))
    data.append(size)
    data.append(size)
    data.append(UInt16(name.utf8.count))
    data.append(UInt16(0))
    return data
  }

  private static let table = (0..<256 as Range<UInt32>).map { byte in
    (0..<8).reduce(byte) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
  }

  private static func checksum(_ data: Data) -> UInt32 {
    ~data.reduce(~UInt32(0)) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
  }
}
