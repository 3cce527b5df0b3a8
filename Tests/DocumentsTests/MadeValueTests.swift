import Documents
import Dragoman
import Foundation
import Testing

/// Files that other programs wrote, as `Making/values.py` makes them; what is written from them is read again by those.
@Suite(.enabled(if: MadeFiles.areThere))
struct MadeValueTests {
  private static let names = [
    "json": "json", "arb": "json", "xcstrings": "xcstrings", "yaml": "yaml", "yml": "yaml",
    "properties": "properties",
    "strings": "strings", "csv": "csv", "tsv": "csv",
  ]

  @Test func theyComeBackAndAreTranslated() async throws {
    let files = MadeFiles.files("values")
    #expect(files.count >= 40)
    for file in files {
      let bytes = try Data(contentsOf: file)
      let source = DocumentSource(bytes, name: file.lastPathComponent)
      let format = try FormatRegistry.standard.format(of: source)
      #expect(format.name == Self.names[file.pathExtension], "\(file.lastPathComponent)")
      let options = DocumentOptions(source: .english, target: .french)
      let document = try format.parse(source, options: options)
      #expect(try document.write(document.units.map { TranslatedUnit(unchanged: $0) }) == bytes)
      let engine = DocumentTranslator(engine: MirrorEngine())
      let translated = try await engine.translate(source, format: format.name, options: options)
      try MadeFiles.leave(translated.bytes, file.lastPathComponent, in: "written-values")
      // One unit for each text, and the same again in what was written.
      let texts = translated.units.filter { $0.text.contains("TIMETABLE") || $0.text.contains("SHE SAID") }
      #expect(texts.count == 2, "\(file.lastPathComponent): \(translated.units.map(\.text))")
      var reading = DocumentOptions(source: .french, target: .english)
      // A column in capitals does not look like prose.
      if format.name == "csv" { reading.columns = [.name("Text")] }
      let again = try format.parse(
        DocumentSource(translated.bytes, name: file.lastPathComponent), options: reading)
      if format.name == "xcstrings" { continue }
      #expect(again.units.map(\.text) == translated.units.map(\.text), "\(file.lastPathComponent)")
    }
  }
}
