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

  @Test func subtitlesKeepToTheirLines() async throws {
    let cues = """
      1
      00:00:01,000 --> 00:00:06,000
      委员会在第三次会议上审议了本年度预算和工作计划。

      2
      00:00:06,500 --> 00:00:09,000
      秘书处提交了报告。

      """
    let file = try fixture.write(cues, "a.srt")
    let base = ["translate", file, "--from", "zh", "--beam-size", "1"]
    let narrow = try await fixture.binary.start(base + ["--line-length", "24"]).finish()
    let texts = narrow.output.split(separator: "\n").filter { $0.contains(where: \.isLetter) }
    #expect(narrow.status == 0 && texts.count >= 3 && texts.allSatisfy { $0.count <= 24 }, "\(narrow.output)")
    let both = try await fixture.binary.start(base + ["--bilingual"]).finish()
    #expect(both.output.contains("秘书处提交了报告。") && both.output.lowercased().contains("secretariat"))
    // A speed that nobody can keep is told.
    let slow = try await fixture.binary.start(base + ["--reading-speed", "2"]).finish()
    #expect(slow.status == 0 && slow.errors.contains("a.srt: cue"), "\(slow.errors)")
    let wrong = try await fixture.binary.start(base + ["--line-length", "2"]).finish()
    #expect(wrong.status == 64 && wrong.errors.contains("4 to 1000"))
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

  @Test func partsAreChosen() async throws {
    let page = try fixture.write("<p>早上好。<img src=\"a\" alt=\"早上好。\"></p>", "a.html")
    let base = ["--from", "zh", "--beam-size", "1"]
    let less = try await fixture.binary.start(["translate", page, "--without", "alternative-texts"] + base)
      .finish()
    #expect(less.status == 0 && less.output.contains("alt=\"早上好。\""), "\(less.output)")
    let all = try await fixture.binary.start(["translate", page] + base).finish()
    #expect(all.status == 0 && !all.output.contains("早上好"), "\(all.output)")
    let catalogue = try fixture.write(
      "msgid \"早上好。\"\nmsgstr \"Hello there\"\n\nmsgid \"会议开始了。\"\nmsgstr \"\"\n", "a.po")
    let kept = try await fixture.binary.start(["translate", catalogue] + base).finish()
    #expect(kept.status == 0 && kept.output.contains("Hello there"), "\(kept.output)")
    let anew = try await fixture.binary.start(["translate", catalogue, "--replace-translations"] + base)
      .finish()
    #expect(anew.status == 0 && !anew.output.contains("Hello there"), "\(anew.output)")
    let wrong = try await fixture.binary.start(["translate", page, "--with", "nothing"] + base).finish()
    #expect(wrong.status == 64 && wrong.errors.contains("sheet-names"), "\(wrong.errors)")
  }

  @Test func keysAreChosen() async throws {
    let file = try fixture.write(#"{"a": {"title": "早上好。", "id": "早上好。"}, "b": {"title": "早上好。"}}"#, "a.json")
    let result = try await fixture.binary.run(
      "translate", file, "--from", "zh", "--beam-size", "1", "--keys", "**.title", "--keys", "*.id",
      "--skip-keys",
      "b.*", "--output", fixture.path("b.json"))
    #expect(result.status == 0, "\(result.errors)")
    let written = try fixture.read("b.json")
    #expect(written.hasSuffix(#", "b": {"title": "早上好。"}}"#) && written.lowercased().contains("morning"))
    #expect(!written.hasPrefix(#"{"a": {"title": "早上好。""#) && !written.contains(#""id": "早上好。""#))
    let empty = try await fixture.binary.run("translate", file, "--from", "zh", "--keys", "")
    #expect(empty.status == 64 && empty.errors.contains("--keys"), "\(empty.errors)")
  }

  @Test func columnsAreChosen() async throws {
    let file = try fixture.write("id,Title,Text\n1,早上好。,早上好。\n", "a.csv")
    let result = try await fixture.binary.run(
      "translate", file, "--from", "zh", "--beam-size", "1", "--columns", "2", "--output",
      fixture.path("b.csv"))
    #expect(result.status == 0, "\(result.errors)")
    let written = try fixture.read("b.csv")
    #expect(
      written.hasPrefix("id,Title,Text\n1,") && written.hasSuffix(",早上好。\n") && written.count(of: "早上好") == 1)
    let missing = try await fixture.binary.run("translate", file, "--from", "zh", "--columns", "Nothing")
    #expect(missing.status != 0 && missing.errors.contains("Title"), "\(missing.errors)")
    let zero = try await fixture.binary.run("translate", file, "--from", "zh", "--columns", "0")
    #expect(zero.status == 64, "\(zero.errors)")
  }

  @Test func bothLanguagesStandSideBySide() async throws {
    let text = try fixture.write("委员会审议了报告。秘书处提交了预算。\n", "a.txt")
    let run = { [fixture] (arguments: [String]) in
      try await fixture.binary.start(
        ["translate", "--from", "zh", "--beam-size", "1", "--bilingual"] + arguments
      ).finish()
    }
    // Lines are shown, whatever the text comes from.
    let lines = try await run([text])
    #expect(lines.status == 0 && lines.errors.isEmpty, "\(lines.errors)")
    let shown = lines.output.components(separatedBy: "\n")
    #expect(shown.count == 3 && shown[0] == "委员会审议了报告。秘书处提交了预算。" && shown[2].isEmpty, "\(shown)")
    #expect(shown[1].lowercased().contains("committee"))
    let argument = try await run(["委员会审议了报告。秘书处提交了预算。\n"])
    #expect(argument.output == lines.output)
    // A memory holds sentences.
    #expect(try await run([text, "--output", fixture.path("a.tmx")]).status == 0)
    let memory = try fixture.read("a.tmx")
    #expect(memory.components(separatedBy: "<tu>").count == 3 && memory.contains("<seg>秘书处提交了预算。</seg>"))
    #expect(try await run([text, "--output", fixture.path("a.html")]).status == 0)
    #expect(try fixture.read("a.html").contains("<td lang=\"zh\" dir=\"ltr\">委员会"))
    let wrong = try await run([text, "--output", fixture.path("a.md")])
    #expect(wrong.status == 64 && wrong.errors.contains(".tmx"), "\(wrong.errors)")
    #expect(try await run(["--json", "会议"]).status == 64)
    #expect(try await run(["--alternatives", "2", "--beam-size", "2", "会议"]).status == 64)
  }

  @Test func reviewsOfWordDocumentsGoBesideThem() async throws {
    let text = try fixture.write("委员会审议了报告。\n", "text.txt")
    let base = ["translate", "--beam-size", "1", "--bilingual"]
    let first = try await fixture.binary.start(
      base + [text, "--from", "zh", "--output", fixture.path("a.docx")]
    ).finish()
    #expect(first.status == 0, "\(first.errors)")
    let texts = try units(of: "a.docx", from: .simplifiedChinese, to: .english)
    #expect(texts.contains("委员会审议了报告。") && texts.contains("English") && texts.contains("text.txt"))
    // The language is told from the text, and the name has both.
    let copy = try fixture.write(Data(contentsOf: URL(fileURLWithPath: fixture.path("a.docx"))), "b.docx")
    let second = try await fixture.binary.start(base + [copy, "--from", "zh"]).finish()
    #expect(second.status == 0 && second.output.isEmpty && second.errors.contains("b.zh-en.docx"))
    #expect(try units(of: "b.zh-en.docx", from: .simplifiedChinese, to: .english).contains("委员会审议了报告。"))
    let folder = try await fixture.binary.start(base + [copy, text, "--output", fixture.path("out/")])
      .finish()
    #expect(folder.status == 0, "\(folder.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: fixture.path("out")).sorted()
    #expect(names == ["b.zh-Hans-en.docx", "text.zh-Hans-en.txt"], "\(names)")
    let pattern = try await fixture.binary.start(
      base + [copy, text, "--from", "zh", "--output", fixture.path("new/{name}-{to}.{ext}")]
    ).finish()
    #expect(pattern.status == 0, "\(pattern.errors)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: fixture.path("new")).sorted()
        == ["b-en.docx", "text-en.txt"])
  }

  private func units(of name: String, from: LanguageTag, to: LanguageTag) throws -> [String] {
    let bytes = try Data(contentsOf: fixture.folder.appendingPathComponent(name))
    return try DocxFormat().parse(
      DocumentSource(bytes), options: DocumentOptions(source: from, target: to)
    ).units.map(\.text)
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

extension String {
  fileprivate func count(of part: String) -> Int { components(separatedBy: part).count - 1 }
}
