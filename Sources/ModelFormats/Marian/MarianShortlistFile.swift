import Foundation

#if canImport(Inference)
  import Inference
#endif

/// The lexical table `lex.*.s2t.bin`: the target words that each source word may become.
package enum MarianShortlistFile {
  static let magic: UInt64 = 0xF11A_48D5_0134_17F5
  /// Six numbers of 64 bits.
  static let headerSize = 48
  /// The checksum covers everything behind itself.
  private static let checkedFrom = 16
  static let maximumFileSize = 1 << 30

  package static func isShortlist(_ data: Data) -> Bool {
    data.count >= headerSize && data.withUnsafeBytes { word($0, at: 0) } == magic
  }

  /// - Throws: `ModelFormatError` when the checksum or any offset or id is wrong, or when the table was made
  ///   for other vocabularies.
  package static func read(
    _ data: Data, file: String, sourceCount: Int, targetCount: Int, sharesVocabulary: Bool
  ) throws -> Shortlist {
    var reader = ByteReader(data: data, file: file)
    let header = try (0..<6).map {
      try reader.wide(["magic", "checksum", "first", "best", "offsets", "ids"][$0])
    }
    guard header[0] == magic else {
      throw reader.error(.invalid, "magic", at: 0, "not a binary shortlist")
    }
    guard let frequentCount = Int(exactly: header[2]), frequentCount <= targetCount else {
      throw reader.error(
        .invalid, "first", at: 16, "\(header[2]) frequent words in a vocabulary of \(targetCount)")
    }
    guard header[4] == UInt64(sourceCount) + 1 else {
      throw reader.error(
        .invalid, "offsets", at: 32,
        "\(header[4]) are not one for each of \(sourceCount) source words and the end")
    }
    let offsetSize = (sourceCount + 1) * 8
    guard let idCount = Int(exactly: header[5]), reader.remaining >= offsetSize,
      idCount == (reader.remaining - offsetSize) / 4, (reader.remaining - offsetSize) % 4 == 0
    else {
      throw reader.error(
        .invalid, "ids", at: 40,
        "\(header[4]) offsets and \(header[5]) ids are not the \(reader.remaining) bytes that follow")
    }
    guard checksum(data) == header[1] else {
      throw reader.error(.invalid, "checksum", at: 8, "the table is damaged: its checksum is another")
    }

    let offsets = try offsets(reader.bytes(offsetSize, "offsets"), end: idCount) { index in
      reader.error(.invalid, "offset \(index)", at: headerSize + 8 * index, "not between its neighbours")
    }
    let targets = try targets(reader.bytes(idCount * 4, "ids"), targetCount) { index, id in
      reader.error(
        .invalid, "id \(index)", at: headerSize + offsetSize + 4 * index,
        "\(id) is not in the vocabulary of \(targetCount)")
    }
    return Shortlist(
      frequentCount: frequentCount, sharesVocabulary: sharesVocabulary, offsets: offsets, targets: targets)
  }

  private static func offsets(
    _ data: Data, end: Int, _ error: (Int) -> ModelFormatError
  ) throws -> [UInt32] {
    guard let last = UInt32(exactly: end) else { throw error(data.count / 8 - 1) }
    return try data.withUnsafeBytes { bytes in
      let count = bytes.count / 8
      var offsets: [UInt32] = []
      offsets.reserveCapacity(count)
      for index in 0..<count {
        guard let offset = UInt32(exactly: word(bytes, at: 8 * index)), offset >= offsets.last ?? 0,
          index > 0 ? offset <= last : offset == 0, index < count - 1 || offset == last
        else { throw error(index) }
        offsets.append(offset)
      }
      return offsets
    }
  }

  private static func targets(
    _ data: Data, _ targetCount: Int, _ error: (Int, UInt32) -> ModelFormatError
  ) throws -> [Int32] {
    try data.withUnsafeBytes { bytes in
      try (0..<bytes.count / 4).map { index in
        let id = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
        guard let target = Int32(exactly: id), target < targetCount else { throw error(index, id) }
        return target
      }
    }
  }

  /// Over whole words of 64 bits; what is left of the last is not covered.
  package static func checksum(_ data: Data) -> UInt64 {
    data.withUnsafeBytes { bytes in
      var sum: UInt64 = 0
      for offset in stride(from: checkedFrom, through: bytes.count - 8, by: 8) {
        sum ^= word(bytes, at: offset) &+ 0x9E37_79B9 &+ sum << 6 &+ sum >> 2
      }
      return sum
    }
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}

extension ByteReader {
  /// 64 bits, whatever they mean.
  fileprivate mutating func wide(_ field: String) throws -> UInt64 {
    let low = UInt64(try uint32(field))
    return UInt64(try uint32(field)) << 32 | low
  }
}
