import Documents
import Dragoman
import Foundation
import Testing

/// Small PDFs, made by hand.
enum PDFMaking {
  struct Text {
    var text: String
    var x: Double
    /// From the bottom.
    var y: Double
    var size = 10.0
    /// 1 is Helvetica, 2 its bold, 3 its italic.
    var font = 1
  }

  static func document(_ pages: [[Text]]) -> Data {
    var objects: [String] = []
    let kids = pages.indices.map { "\(6 + 2 * $0) 0 R" }.joined(separator: " ")
    objects.append("<< /Type /Catalog /Pages 2 0 R >>")
    objects.append("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
    for name in ["Helvetica", "Helvetica-Bold", "Helvetica-Oblique"] {
      objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /\(name) /Encoding /WinAnsiEncoding >>")
    }
    for (index, page) in pages.enumerated() {
      objects.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents \(7 + 2 * index) 0 R"
          + " /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> >>")
      let content = page.map {
        "BT /F\($0.font) \($0.size) Tf \($0.x) \($0.y) Td (\($0.text.replacingOccurrences(of: "(", with: "\\(").replacingOccurrences(of: ")", with: "\\)"))) Tj ET"
      }.joined(separator: "\n")
      objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
    }
    var bytes = "%PDF-1.4\n"
    var places: [Int] = []
    for (index, object) in objects.enumerated() {
      places.append(bytes.utf8.count)
      bytes += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = bytes.utf8.count
    bytes += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for place in places {
      bytes += String(repeating: "0", count: 10 - "\(place)".count) + "\(place) 00000 n \n"
    }
    bytes += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Data(bytes.utf8)
  }

  /// Lines under each other.
  static func lines(_ lines: [String], x: Double = 72, y: Double = 700, size: Double = 10, font: Int = 1)
    -> [Text]
  {
    lines.enumerated().map { Text(text: $1, x: x, y: y - Double($0) * size * 1.2, size: size, font: font) }
  }

  static let hasPoppler = ["/usr/bin", "/usr/local/bin", "/bin"].contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/pdftotext")
  }
}

@Suite(.enabled(if: PDFMaking.hasPoppler))
struct PDFTests {
  private let format = PDFFormat()

  /// The kinds of the units, and their texts.
  private func units(_ pages: [[PDFMaking.Text]]) throws -> [String] {
    try format.parse(
      DocumentSource(PDFMaking.document(pages)), options: DocumentOptions(source: .english, target: .french)
    ).units.map { "\($0.id.prefix { $0 != "[" }): \($0.text)" }
  }

  private func translated(
    _ pages: [[PDFMaking.Text]], as form: DocumentOptions.RebuiltForm, to target: LanguageTag = .french
  ) async throws -> TranslatedDocument {
    var options = DocumentOptions(source: .english, target: target)
    options.rebuilt = form
    return try await DocumentTranslator(engine: MirrorEngine()).translate(
      DocumentSource(PDFMaking.document(pages)), options: options)
  }

  private static let report: [[PDFMaking.Text]] = (1...3).map { page in
    var texts = [
      PDFMaking.Text(text: "Rivers of the north", x: 72, y: 810, size: 8),
      PDFMaking.Text(text: "Page \(page) of 3", x: 280, y: 30, size: 8),
    ]
    if page == 1 {
      texts.append(PDFMaking.Text(text: "A report on rivers", x: 72, y: 760, size: 20))
      texts += PDFMaking.lines([
        "The committee has received the report of the working group and would like to thank all the mem-",
        "bers who came to the well-known place. It will go on with its meetings in the well-",
        "known house.",
      ])
      texts += PDFMaking.lines(
        ["A second paragraph begins here, below some white space, and it is not"], y: 640)
    } else if page == 2 {
      texts += PDFMaking.lines(["finished on its page."], y: 760)
      texts.append(PDFMaking.Text(text: "What was found", x: 72, y: 720, size: 14))
      texts.append(PDFMaking.Text(text: "\\225 First thing", x: 72, y: 700))
      texts.append(PDFMaking.Text(text: "- Second thing", x: 72, y: 680))
      texts.append(PDFMaking.Text(text: "1. Counted thing", x: 72, y: 660))
    } else {
      for (row, cells) in [["Name", "Height"], ["Long river", "twelve"], ["Short river", "two"]].enumerated()
      {
        for (column, cell) in cells.enumerated() {
          texts.append(PDFMaking.Text(text: cell, x: 72 + Double(column) * 150, y: 740 - Double(row) * 16))
        }
      }
      texts += PDFMaking.lines(["Last words of it all."], y: 600)
    }
    return texts
  }

  @Test func textIsPutTogether() throws {
    let found = try units(Self.report)
    #expect(
      found == [
        "heading: A report on rivers",
        "p: The committee has received the report of the working group and would like to thank all the members who came to"
          + " the well-known place. It will go on with its meetings in the well-known house.",
        "p: A second paragraph begins here, below some white space, and it is not finished on its page.",
        "heading: What was found", "item: First thing", "item: Second thing", "item: Counted thing",
        "cell: Name", "cell: Height",
        "cell: Long river", "cell: twelve", "cell: Short river", "cell: two", "p: Last words of it all.",
      ])
  }

  @Test func itBecomesMarkdown() async throws {
    let result = try await translated(Self.report, as: .markdown)
    let text = String(decoding: result.bytes, as: UTF8.self)
    #expect(
      text.hasSuffix(
        """
        ## WHAT WAS FOUND

        - FIRST THING
        - SECOND THING

        1. COUNTED THING

        | NAME | HEIGHT |
        | --- | --- |
        | LONG RIVER | TWELVE |
        | SHORT RIVER | TWO |

        LAST WORDS OF IT ALL.

        """), "\(text)")
    #expect(text.hasPrefix("# A REPORT ON RIVERS\n\nTHE COMMITTEE"))
    #expect(result.report.warnings.map(\.code) == ["lost_layout", "dropped_headers"])
    #expect(result.report.warnings.last?.message.hasPrefix("6 lines") == true)
  }

  @Test func itBecomesWord() async throws {
    let result = try await translated(Self.report, as: .docx)
    let read = try DocxFormat().parse(
      DocumentSource(result.bytes), options: DocumentOptions(source: .french, target: .english))
    #expect(
      read.units.map(\.text).first == "A REPORT ON RIVERS" && read.units.count == 14,
      "\(read.units.map(\.text))")
    #expect(read.units.map(\.text).contains("SHORT RIVER"))
    #expect(try await translated(Self.report, as: .docx).bytes == result.bytes)
    let right = try await translated(Self.report, as: .docx, to: .arabic)
    #expect(!right.bytes.isEmpty && right.bytes != result.bytes)
  }

  @Test func looksAreKept() async throws {
    let page = [
      PDFMaking.Text(text: "Some words are", x: 72, y: 700),
      PDFMaking.Text(text: "very bold", x: 147, y: 700, font: 2),
      PDFMaking.Text(text: "and some lean over, that is what they do.", x: 197, y: 700, font: 3),
      PDFMaking.Text(text: "A last line of plain * words.", x: 72, y: 688),
    ]
    let text = String(decoding: try await translated([page], as: .markdown).bytes, as: UTF8.self)
    #expect(
      text.contains("SOME WORDS ARE **VERY BOLD** *AND SOME LEAN OVER, THAT IS WHAT THEY DO*."), "\(text)")
    #expect(text.contains("PLAIN * WORDS."))
  }

  @Test func columnsAreReadOneAfterTheOther() throws {
    let left = (1...12).map { "left words of the column in line number \($0) go" }
    let right = (1...12).map { "right words of the column in line number \($0) go" }
    let text = try units([PDFMaking.lines(left, x: 50) + PDFMaking.lines(right, x: 310)]).joined(
      separator: " ")
    let (last, first) = (
      try #require(text.range(of: "left words of the column in line number 12")),
      try #require(text.range(of: "right words of the column in line number 1 "))
    )
    #expect(last.upperBound < first.lowerBound)
  }

  @Test func notesStandAtTheEndOfTheirPage() throws {
    let page =
      PDFMaking.lines(["A long first line of text that has a mark in it", "and goes on for another line."])
      + [PDFMaking.Text(text: "1 See the other book for that.", x: 72, y: 120, size: 7)]
    #expect(
      try units([page]) == [
        "p: A long first line of text that has a mark in it and goes on for another line.",
        "note: 1 See the other book for that.",
      ])
  }

  @Test func marksJoinTheirLines() throws {
    let page =
      PDFMaking.lines(["Some words that stand before all of it and are long enough."])
      + [
        PDFMaking.Text(text: "\\225", x: 72, y: 660),
        PDFMaking.Text(text: "One thing of many", x: 120, y: 660),
        PDFMaking.Text(text: "\\225", x: 72, y: 640),
        PDFMaking.Text(text: "Other thing of many", x: 120, y: 640),
      ]
    #expect(try units([page]).suffix(2) == ["item: One thing of many", "item: Other thing of many"])
  }

  @Test func whatCannotBeReadSaysWhy() throws {
    func error(_ bytes: Data) -> DocumentError? {
      do {
        _ = try format.parse(DocumentSource(bytes), options: DocumentOptions(target: .french))
        return nil
      } catch { return error }
    }
    #expect(error(Data("%PDF-1.4 and nothing".utf8))?.kind == .damaged)
    let empty = error(PDFMaking.document([[]]))
    #expect(empty?.kind == .unsupported && empty?.advice?.contains("ocrmypdf") == true)
    let whole = PDFMaking.document(Self.report)
    for length in stride(from: 0, to: whole.count, by: whole.count / 5) {
      _ = error(whole.prefix(length))
    }
  }

  @Test func itIsRecognised() throws {
    let registry = FormatRegistry.standard
    #expect(
      try registry.format(of: DocumentSource(PDFMaking.document(Self.report), name: "x.txt")).name == "pdf")
    #expect(
      try registry.format(of: DocumentSource(Data("About %PDF- files".utf8), name: "x.txt")).name == "txt")
    #expect(format.outputExtension(for: DocumentOptions(target: .french)) == "docx")
  }
}
