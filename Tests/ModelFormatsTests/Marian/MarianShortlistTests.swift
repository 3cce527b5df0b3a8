import Foundation
import ModelFormats
import Testing

struct MarianShortlistTests {
  static func file(
    first: UInt64 = 2, offsets: [UInt64] = [0, 0, 2, 3], ids: [UInt32] = [3, 4, 2],
    magic: UInt64 = 0xF11A_48D5_0134_17F5
  ) -> Data {
    var data = Data()
    for value in [magic, 0, first, 2, UInt64(offsets.count), UInt64(ids.count)] { data.append(value) }
    for value in offsets { data.append(value) }
    for value in ids { data.append(value) }
    let checksum = MarianShortlistFile.checksum(data)
    withUnsafeBytes(of: checksum.littleEndian) { data.replaceSubrange(8..<16, with: $0) }
    return data
  }

  private func read(_ data: Data) throws -> (offsets: [UInt32], targets: [Int32], frequent: Int) {
    let shortlist = try MarianShortlistFile.read(
      data, file: "lex.bin", sourceCount: 3, targetCount: 5, sharesVocabulary: true)
    return (shortlist.offsets, shortlist.targets, shortlist.frequentCount)
  }

  @Test func aTable() throws {
    let table = try read(Self.file())
    #expect(table.offsets == [0, 0, 2, 3])
    #expect(table.targets == [3, 4, 2])
    #expect(table.frequent == 2)
  }

  @Test func tablesThatLie() {
    for (data, field) in [
      (Self.file(magic: 1), "magic"), (Self.file(first: 6), "first"), (Self.file(first: .max), "first"),
      (Self.file(offsets: [0, 2, 3]), "offsets"), (Self.file(offsets: [0, 2, 1, 3]), "offset 2"),
      (Self.file(offsets: [1, 1, 2, 3]), "offset 0"), (Self.file(offsets: [0, 1, 2, 2]), "offset 3"),
      (Self.file(offsets: [0, .max, 2, 3]), "offset 1"), (Self.file(ids: [3, 5, 2]), "id 1"),
      (Self.file(ids: [3, .max, 2]), "id 1"), (Self.file() + [0], "ids"), (Self.file().dropLast(4), "ids"),
    ] {
      #expect { try read(data) } throws: {
        ($0 as? ModelFormatError)?.field == field && ($0 as? ModelFormatError)?.file == "lex.bin"
      }
    }
  }

  /// Only the last four bytes of a table of uneven length are outside the checksum, as Marian computes it.
  @Test func everyByteIsChecked() {
    let whole = Self.file()
    for index in 0..<whole.count - 4 {
      var mutant = whole
      mutant[index] ^= 0x10
      #expect(throws: ModelFormatError.self, "byte \(index)") { try read(mutant) }
      #expect(throws: ModelFormatError.self) { try read(whole.prefix(index)) }
    }
  }
}
