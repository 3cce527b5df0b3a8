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
      let options = DocumentOptions(source: .english, target: .french)
      let made = try MadeDocument(file, is: Self.names[file.pathExtension], options)
      let format = made.format
      let engine = DocumentTranslator(engine: MirrorEngine())
      let translated = try await engine.translate(made.source, format: format.name, options: options)
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
