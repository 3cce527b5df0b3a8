import Documents
import Dragoman
import Foundation
import Testing

/// Files that other programs wrote, as `Making/interchange.py` makes them. Translations to capitals go to the folder
/// `written-interchange`, for `Making/open-interchange.py`.
@Suite(.enabled(if: MadeFiles.areThere))
struct MadeInterchangeTests {
  private static let formats = ["xlf": "xliff", "tmx": "tmx", "po": "po", "pot": "po", "resx": "resx"]

  private static func target(of file: URL) -> LanguageTag {
    let name = file.deletingPathExtension().lastPathComponent
    guard name.hasPrefix("msginit-") else { return .french }
    return (try? LanguageTag(String(name.dropFirst(8)))) ?? .french
  }

  @Test func theyComeBackAndAreFilled() async throws {
    let files = MadeFiles.files("interchange")
    #expect(files.count >= 40)
    for file in files {
      let options = DocumentOptions(source: .english, target: Self.target(of: file))
      let made = try MadeDocument(file, is: Self.formats[file.pathExtension], byName: false, options)
      for reverses in [false, true] {
        let result = try await DocumentTranslator(engine: MirrorEngine(reversesWords: reverses)).translate(
          made.source, options: options)
        #expect(result.report.units > 4 && result.report.untranslated <= 1)
        // What Python fills in by its order cannot change it.
        let isOrdered = reverses && file.lastPathComponent.hasPrefix("babel")
        #expect(result.report.warnings.count { $0.code == "format_directive" } == (isOrdered ? 1 : 0))
        #expect(
          try made.format.parse(DocumentSource(result.bytes), options: options).units.count
            <= result.units.count)
        let name = "\(reverses ? "reversed" : "straight")-\(file.lastPathComponent)"
        try MadeFiles.leave(result.bytes, name, in: "written-interchange")
      }
    }
  }
}
