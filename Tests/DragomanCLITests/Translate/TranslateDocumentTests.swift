import Documents
import Dragoman
import Foundation
import Testing

/// `dragoman translate` with documents and a real model.
@Suite(.enabled(if: TranslateFixture.hasModel))
struct TranslateDocumentTests {
  private let fixture: TranslateFixture

  init() throws { fixture = try TranslateFixture() }

  @Test func documentsGoToAPatternAndAReport() async throws {
    let page = try fixture.write("<!doctype html>\n<html><body><p>早上<b>好</b>。</p></body></html>\n", "a.html")
    let notes = try fixture.write("# 早上好\n\n`x` 是*代码*。\n", "b.md")
    let text = try fixture.write("早上好。\n", "c.txt")
    let result = try await fixture.binary.run(
      "translate", page, notes, text, "--from", "zh", "--beam-size", "1", "--output",
      fixture.path("out/{to}/{name}.new.{ext}"), "--report", fixture.path("report.json"))
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    let html = try fixture.read("out/en/a.new.html")
    #expect(html.hasPrefix("<!doctype html>\n<html lang=\"en\"><body><p>") && html.contains("<b>"))
    #expect(try fixture.read("out/en/b.new.md").hasPrefix("# "))
    #expect(try fixture.read("out/en/b.new.md").contains("`x`"))
    #expect(try fixture.read("out/en/c.new.txt").lowercased().contains("morning"))
    let reports = try JSONDecoder().decode(
      [DocumentReport].self, from: Data(try fixture.read("report.json").utf8))
    #expect(reports.map(\.format) == ["html", "markdown", "txt"] && reports.map(\.units) == [1, 2, 1])
  }

  @Test func aFormatCanBeForced() async throws {
    let result = try await fixture.binary.run(
      "translate", "--from", "zh", "--beam-size", "1", "--format", "html", "<p>早上好。</p>")
    #expect(result.status == 0 && result.output.hasPrefix("<p>") && result.output.hasSuffix("</p>\n"))
    let unknown = try await fixture.binary.run("translate", "--format", "nothing", "早上好。")
    #expect(unknown.status == 64 && unknown.errors.contains("html"), "\(unknown.errors)")
    let unchanged = try await fixture.binary.run(
      "translate", "--from", "zh", "--format", "html", "<p>Xyz</p>")
    #expect(unchanged.status == 1 && unchanged.errors.contains("unchanged"), "\(unchanged.errors)")
  }

  private static let canReadPDF =
    FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext")
    && ((try? ModelStore().installedModels().contains { $0.from == "en" && $0.to == "zh" }) ?? false)

  @Test(.enabled(if: canReadPDF))
  func aPDFBecomesWordOrMarkdown() async throws {
    let pdf = try fixture.write(Self.pdf, "report.pdf")
    let plain = try await fixture.binary.run("translate", pdf, "--from", "en", "--to", "zh")
    #expect(
      plain.status == 0 && plain.output.isEmpty && plain.errors.contains("report.zh.docx"), "\(plain.errors)")
    #expect(
      try Data(contentsOf: fixture.folder.appendingPathComponent("report.zh.docx")).starts(with: "PK".utf8))
    let pattern = try await fixture.binary.run(
      "translate", pdf, "--from", "en", "--to", "zh", "--output", fixture.path("out/{name}.new.{to}.{ext}"))
    #expect(pattern.status == 0, "\(pattern.errors)")
    #expect(try fixture.names.contains("out"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: fixture.path("out")) == ["report.new.zh.docx"])
    let markdown = try await fixture.binary.run(
      "translate", pdf, "--from", "en", "--to", "zh", "--output", fixture.path("x.md"))
    #expect(markdown.status == 0, "\(markdown.errors)")
    #expect(try fixture.read("x.md").unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
  }

  private static let pdf = """
    %PDF-1.4
    1 0 obj
    << /Type /Catalog /Pages 2 0 R >>
    endobj
    2 0 obj
    << /Type /Pages /Kids [3 0 R] /Count 1 >>
    endobj
    3 0 obj
    << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>
    endobj
    4 0 obj
    << /Length 57 >>
    stream
    BT /F1 10 Tf 72 700 Td (Some words stand here.) Tj ET    
    endstream
    endobj
    5 0 obj
    << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>
    endobj
    trailer
    << /Size 6 /Root 1 0 R >>
    %%EOF

    """
}
