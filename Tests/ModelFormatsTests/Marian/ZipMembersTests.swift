import Foundation
import ModelFormats
import Testing

struct ZipMembersTests {
  private func read(_ data: Data, maximumMemberSize: Int = 1 << 20) throws -> [String: Data] {
    try ZipMembers.read(data, file: "a.zip", maximumMemberSize: maximumMemberSize) { !$0.hasSuffix(".skip") }
  }

  @Test func chosenMembers() throws {
    var zip = ZipWriter()
    zip.add("one", Data([1, 2, 3]))
    zip.add("folder/two", Data())
    zip.add("three.skip", Data(count: 1000))
    #expect(try read(zip.data) == ["one": Data([1, 2, 3]), "folder/two": Data()])
  }

  @Test func limits() throws {
    var zip = ZipWriter()
    zip.add("one", Data(count: 300))
    #expect { try read(zip.data, maximumMemberSize: 299) } throws: {
      ($0 as? ModelFormatError)?.kind == .tooLarge && ($0 as? ModelFormatError)?.field == "one"
    }
    zip.claimedSize = 4_000_000_000
    #expect { try read(zip.data, maximumMemberSize: 1 << 40) } throws: {
      ($0 as? ModelFormatError)?.field == "one"
    }
  }

  @Test func damage() throws {
    var zip = ZipWriter()
    zip.add("one", Data(repeating: 9, count: 300))
    var data = zip.data
    data[40] ^= 1
    #expect { try read(data) } throws: {
      ($0 as? ModelFormatError)?.kind == .invalid && "\($0)".contains("one")
    }
    zip.add("one", Data())
    #expect { try read(zip.data) } throws: { "\($0)".contains("twice") }
    for bytes in [Data(), Data("PK".utf8), Data(count: 5000)] {
      #expect(throws: ModelFormatError.self) { try read(bytes) }
    }
  }
}
