import Documents
import Dragoman
import Foundation
import Testing

/// Files that other programs wrote, as `Making/pdf.py` makes them.
enum MadePDF {
  static let files = MadeFiles.files("pdf", types: ["pdf"])

  /// The words that poppler finds, without the hyphens at line ends.
  static func words(of file: URL) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["pdftotext", "-q", file.path, "-"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return words(
      of: text.replacingOccurrences(of: "\u{2010}\n", with: "").replacingOccurrences(of: "-\n", with: ""))
  }

  static func words(of text: String) -> [String] {
    text.split { $0.isWhitespace }.map { $0.filter { $0.isLetter || $0.isNumber } }.filter { !$0.isEmpty }
  }
}

@Suite(.enabled(if: !MadePDF.files.isEmpty))
struct MadePDFTests {
  @Test func everyWordComesThrough() async throws {
    #expect(MadePDF.files.count >= 10)
    for file in MadePDF.files {
      let name = file.lastPathComponent
      let source = DocumentSource(try Data(contentsOf: file), name: name)
      let format = try FormatRegistry.standard.format(of: source)
      #expect(format.name == "pdf")
      if name.hasPrefix("protected-user") {
        let error = #expect(throws: DocumentError.self) {
          try format.parse(source, options: DocumentOptions(target: .english))
        }
        #expect(error?.kind == .unsupported && error?.reason.contains("password") == true)
        continue
      }
      let document = try format.parse(source, options: DocumentOptions(source: .english, target: .english))
      let (found, expected) = (
        document.units.flatMap { MadePDF.words(of: $0.text) }, try MadePDF.words(of: file)
      )
      // What pages repeat, and numbers of items and notes, which the writers set.
      let furniture: Set<String> = ["Rivers", "of", "the", "north", "Page"]
      var missing = Dictionary(grouping: expected, by: { $0 }).mapValues(\.count)
      for word in found { missing[word, default: 0] -= 1 }
      let lost = missing.filter {
        $0.value > 0 && !furniture.contains($0.key) && !$0.key.allSatisfy(\.isNumber)
      }
      #expect(lost.isEmpty, "\(name) lost \(lost)")
      let moved = found.difference(from: expected).count
      #expect(
        moved <= max(40, expected.count / 10), "\(name): \(moved) of \(expected.count) words stand elsewhere")
      for form in DocumentOptions.RebuiltForm.allCases {
        var options = DocumentOptions(source: .english, target: .french)
        options.rebuilt = form
        let translated = try await DocumentTranslator(engine: MirrorEngine()).translate(
          source, options: options)
        let written = DocumentSource(translated.bytes, name: "x.\(form.fileExtension)")
        let reader = try FormatRegistry.standard.format(of: written)
        #expect(reader.fileExtensions.contains(form.fileExtension))
        let again = try reader.parse(written, options: DocumentOptions(source: .french, target: .english))
        let text = again.units.map(\.text).joined(separator: " ").split { $0.isWhitespace }.joined(
          separator: " ")
        #expect(text.contains("THE COMMITTEE HAS RECEIVED THE REPORT"), "\(name)")
        if form == .docx {
          try MadeFiles.leave(translated.bytes, "pdf-\(name).docx", in: "written")
        }
        if form == .markdown {
          try MadeFiles.leave(translated.bytes, "\(name).md", in: "written-markdown")
        }
      }
    }
  }
}
