import ArgumentParser
import Documents
import Foundation

/// Source and translation side by side.
struct BilingualArguments: ParsableArguments {
  @Flag(
    help: """
      Source and translation side by side, to review: a table (.docx, .html), lines under each other (.txt) or a \
      translation memory (.tmx), as the output is called; without a name, Office documents and PDF give docx, HTML gives \
      html, others txt. Plain text: bold, links and notes are left out. Subtitles have both languages in their cues.
      """)
  var bilingual = false

  /// - Parameter path: a file's name or a pattern for such; nil where there is none, or only a folder.
  func form(for path: String?) -> BilingualForm? {
    guard bilingual else { return nil }
    return path.flatMap { BilingualForm(fileExtension: ($0 as NSString).pathExtension) } ?? .fitting
  }
}
