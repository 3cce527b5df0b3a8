import Documents
import Dragoman
import Foundation
import Testing

/// HTML, Markdown and text by real programs, which `Making/pages.py` makes.
@Suite(.enabled(if: MadeFiles.areThere))
struct MadePageTests {
  private static let formats = ["html": "html", "md": "markdown", "txt": "txt"]

  @Test func theyComeBackAndAreTranslated() async throws {
    let files = MadeFiles.files("pages", types: Set(Self.formats.keys))
    for type in Self.formats.keys { #expect(files.count { $0.pathExtension == type } >= 10) }
    for file in files {
      let bytes = try Data(contentsOf: file)
      let source = DocumentSource(bytes, name: file.lastPathComponent)
      let format = try FormatRegistry.standard.format(of: source)
      #expect(format.name == Self.formats[file.pathExtension], "\(file.lastPathComponent)")
      let options = DocumentOptions(source: .english, target: .french)
      let document = try format.parse(source, options: options)
      #expect(!document.units.isEmpty)
      #expect(try document.write(document.units.map { TranslatedUnit(unchanged: $0) }) == bytes)
      for reverses in [false, true] {
        let result = try await DocumentTranslator(engine: MirrorEngine(reversesWords: reverses)).translate(
          source, options: options)
        // What was written holds the same texts.
        let again = try format.parse(
          DocumentSource(result.bytes, name: file.lastPathComponent), options: options)
        #expect(
          again.units.map { $0.text.filter { !$0.isWhitespace } }.sorted()
            == result.units.map { $0.text.filter { !$0.isWhitespace } }.sorted(), "\(file.lastPathComponent)")
      }
    }
  }
}
