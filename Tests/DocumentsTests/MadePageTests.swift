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
      let options = DocumentOptions(source: .english, target: .french)
      let made = try MadeDocument(file, is: Self.formats[file.pathExtension], options)
      #expect(!made.document.units.isEmpty)
      for reverses in [false, true] {
        let result = try await DocumentTranslator(engine: MirrorEngine(reversesWords: reverses)).translate(
          made.source, options: options)
        // What was written holds the same texts.
        let again = try made.format.parse(
          DocumentSource(result.bytes, name: file.lastPathComponent), options: options)
        #expect(
          again.units.map { $0.text.filter { !$0.isWhitespace } }.sorted()
            == result.units.map { $0.text.filter { !$0.isWhitespace } }.sorted(), "\(file.lastPathComponent)")
      }
    }
  }
}
