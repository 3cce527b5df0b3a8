import Documents
import Dragoman
import Foundation
import Testing

/// Files that other programs wrote, as `Making/latex.py` makes them.
@Suite(.enabled(if: MadeFiles.areThere))
struct MadeLaTeXTests {
  @Test func theyComeBackAndKeepTheirCommands() async throws {
    let files = MadeFiles.files("latex", types: ["tex"])
    #expect(files.count >= 10)
    for file in files {
      let made = try MadeDocument(file, is: "latex", DocumentOptions(source: .english, target: .english))
      for reverses in [false, true] {
        let translated = try await DocumentTranslator(engine: MirrorEngine(reversesWords: reverses))
          .translate(
            made.source, options: DocumentOptions(source: .english, target: .english))
        let again = try made.format.parse(
          DocumentSource(translated.bytes), options: DocumentOptions(source: .english, target: .english))
        #expect(
          again.units.map { $0.text.filter { !$0.isWhitespace } }
            == translated.units.map { $0.text.filter { !$0.isWhitespace } }, "\(file.lastPathComponent)")
        let (before, after) = (
          String(decoding: made.bytes, as: UTF8.self), String(decoding: translated.bytes, as: UTF8.self)
        )
        for part in ["\\begin{", "\\item", "\\cite", "\\href{", "\\footnote{", "{", "}", "$"] {
          let emptied = part == "{" || part == "}"
          #expect(
            emptied
              ? after.count(of: "{") == after.count(of: "}") || before.count(of: "{") != before.count(of: "}")
              : after.count(of: part) == before.count(of: part), "\(part) in \(file.lastPathComponent)")
        }
        if !reverses {
          #expect(after.contains("THE COMMITTEE HAS") || file.path.contains("nbconvert"))
          try MadeFiles.leave(translated.bytes, file.lastPathComponent, in: "written-latex")
        }
      }
    }
  }
}
