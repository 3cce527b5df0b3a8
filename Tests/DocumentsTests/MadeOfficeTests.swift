import Documents
import Dragoman
import Foundation
import Testing

/// Documents by real programs, which `Making/office.py` makes. Translations to capitals go to the folder `written`.
@Suite(.enabled(if: MadeFiles.areThere))
struct MadeOfficeTests {
  private static let types = ["docx", "xlsx", "pptx"]

  private static let files = MadeFiles.files("office", types: Set(types))

  @Test func theyComeBackAsTheyWere() async throws {
    let files = Self.files
    for type in Self.types { #expect(files.count { $0.pathExtension == type } >= 10) }
    for file in files {
      let bytes = try Data(contentsOf: file)
      let format = try FormatRegistry.standard.format(of: DocumentSource(bytes))
      #expect(format.name == file.pathExtension)
      #expect(try await FormatTesting.unchanged(format, bytes) == bytes)
      let document = try OfficeTesting.parse(format, bytes, to: .english)
      #expect(!document.units.isEmpty)
      let units = document.units.map { TranslatedUnit(id: $0.id, text: $0.text, tags: $0.tags) }
      let written = try document.write(units)
      let again = try OfficeTesting.parse(format, written, to: .english)
      #expect(again.units.map(\.text) == document.units.map(\.text), "\(file.lastPathComponent)")
    }
  }

  @Test func whatIsNoTextStaysAsItWas() async throws {
    let documents = DocumentTranslator(engine: MirrorEngine(reversesWords: true))
    for file in Self.files {
      let bytes = try Data(contentsOf: file)
      let result = try await documents.translate(
        DocumentSource(bytes, name: file.path), options: DocumentOptions(source: .english, target: .french))
      try MadeFiles.leave(result.bytes, file.lastPathComponent, in: "written")
      let before = try ZipPackage(bytes, format: "zip", limits: DocumentLimits())
      let after = try ZipPackage(result.bytes, format: "zip", limits: DocumentLimits())
      #expect(before.members.map(\.name) == after.members.map(\.name))
      for name in before.members.map(\.name) where !name.hasSuffix(".xml") || name.contains("/_rels/") {
        #expect(try before.read(name) == after.read(name))
      }
    }
  }
}
