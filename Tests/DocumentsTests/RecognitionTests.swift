import Documents
import Foundation
import Testing

struct RecognitionTests {
  @Test func rootsAreFoundWithoutAParser() throws {
    let root = try #require(
      XMLRoot(
        "<?xml version='1.0'?>\n<!-- <a> -->\n<!DOCTYPE x [<!ENTITY a 'b'>]>\n<w:doc xmlns:w='urn:w' xmlns='urn:n'>"
      ))
    #expect(root.name == "doc" && root.namespace == "urn:w" && root.isDeclared)
    #expect(XMLRoot("<xliff version='1.2' xmlns = \"urn:x\"/>")?.namespace == "urn:x")
    #expect(XMLRoot("plain <b>text</b>") == nil)
    #expect(XMLRoot("<!-- never closed") == nil)
    #expect(XMLRoot("<") == nil && XMLRoot("") == nil && XMLRoot("<3 hearts>") == nil)
  }

  @Test func archivesAreListed() throws {
    // One stored member.
    let zip = Self.zip("mimetype", "application/epub+zip")
    let listing = try #require(ZipListing(zip))
    #expect(listing.members == ["mimetype"] && listing.mediaType == "application/epub+zip")
    for count in 0..<zip.count { _ = ZipListing(zip.prefix(count)) }
    #expect(ZipListing(Data("no archive".utf8)) == nil)
  }

  @Test func samplesCutInsideACharacterAreText() {
    for length in 8190...8195 {
      let text = String(repeating: "a", count: length % 3) + String(repeating: "会", count: length / 3)
      #expect(DocumentSample(Data(text.utf8)).head != nil)
    }
    #expect(DocumentSample(Data([0x41, 0xFF, 0x41])).head == nil)
  }

  private static func zip(_ name: String, _ content: String) -> Data {
    func le(_ value: Int, _ size: Int) -> [UInt8] {
      (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var bytes: [UInt8] = [0x50, 0x4B, 3, 4] + le(20, 2) + le(0, 2) + le(0, 2) + le(0, 4) + le(0, 4)
    bytes += le(content.utf8.count, 4) + le(content.utf8.count, 4) + le(name.utf8.count, 2) + le(0, 2)
    bytes += Array(name.utf8) + Array(content.utf8)
    let directory = bytes.count
    bytes += [0x50, 0x4B, 1, 2] + le(20, 2) + le(20, 2) + le(0, 4) + le(0, 4) + le(0, 4)
    bytes += le(content.utf8.count, 4) + le(content.utf8.count, 4) + le(name.utf8.count, 2)
    bytes += le(0, 2) + le(0, 2) + le(0, 2) + le(0, 2) + le(0, 4) + le(0, 4) + Array(name.utf8)
    let size = bytes.count - directory
    bytes += [0x50, 0x4B, 5, 6] + le(0, 4) + le(1, 2) + le(1, 2) + le(size, 4) + le(directory, 4) + le(0, 2)
    return Data(bytes)
  }
}
