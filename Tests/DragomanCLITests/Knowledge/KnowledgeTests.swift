import Foundation
import TestSupport
import Testing

/// Memories, styles, domains and terms on the command line, with a real model.
@Suite(.enabled(if: TranslateFixture.hasModel))
struct KnowledgeTests {
  private let fixture: TranslateFixture

  init() throws { fixture = try TranslateFixture() }

  private func run(_ arguments: String...) async throws -> (status: Int32, output: String, errors: String) {
    let result = try await fixture.binary.start(arguments).finish()
    return (result.status, result.output, result.errors)
  }

  private static func tmx(_ pairs: [(String, String)]) -> String {
    "<?xml version=\"1.0\"?><tmx version=\"1.4\"><header srclang=\"zh\"/><body>\n"
      + pairs.map { source, target in
        "<tu><tuv xml:lang=\"zh\"><seg>\(source)</seg></tuv><tuv xml:lang=\"en\"><seg>\(target)</seg></tuv></tu>\n"
      }.joined() + "</body></tmx>\n"
  }

  @Test func aMemoryIsFilledSearchedUsedAndGivenBack() async throws {
    try fixture.write(
      Self.tmx([("会议开始了。", "We are off &amp; away."), ("会议在第3厅举行。", "The meeting is in hall 3.")]), "a.tmx")
    let memory = fixture.path("ours.dmem")
    let filled = try await run("memory", "import", memory, fixture.path("a.tmx"), "--project", "p")
    #expect(
      filled.status == 0 && filled.errors.contains("2 units added, 0 there already"), "\(filled.errors)")
    let again = try await run("memory", "import", memory, fixture.path("a.tmx"), "--project", "p")
    #expect(again.errors.contains("0 units added, 2 there already"))
    let found = try await run("memory", "search", memory, "--from", "zh", "--to", "en", "会议在第12厅举行。")
    #expect(found.output.contains("99 %") && found.output.contains("The meeting is in hall 3."))
    let used = try await run("translate", "--from", "zh", "--to", "en", "--memory", memory, "会议开始了。")
    #expect(used.output == "We are off & away.\n")
    let distrusted = try await run(
      "translate", "--from", "zh", "--to", "en", "--memory", memory + ":20", "会议开始了。")
    #expect(distrusted.status == 0 && !distrusted.output.contains("away"))
    let stats = try await run("memory", "stats", memory)
    #expect(stats.output.contains("2 units") && stats.output.contains("zh → en"))
    let exported = try await run("memory", "export", memory)
    #expect(
      exported.output.contains("<seg>We are off &amp; away.</seg>") && exported.output.hasSuffix("</tmx>\n"))
  }

  @Test func damagedUnitsAreNamedAndTheOthersKept() async throws {
    try fixture.write(Self.tmx([("一。", "One."), ("二。", "Two <b."), ("三。", "Three.")]), "a.tmx")
    let result = try await run("memory", "import", fixture.path("ours.dmem"), fixture.path("a.tmx"))
    #expect(
      result.status == 1 && result.errors.contains("line 3:") && result.errors.contains("2 units added"))
    let missing = try await run("memory", "stats", fixture.path("none.dmem"))
    #expect(missing.status == 66 && missing.errors.contains("next:"))
    try fixture.write(
      "not a memory, but a text that is long enough to be looked at by a database engine.", "x.dmem")
    #expect(try await run("memory", "stats", fixture.path("x.dmem")).status == 65)
  }

  @Test func aHousesStyleIsWritten() async throws {
    let text = "会议定于2026年5月5日举行。"
    let plain = try await run("translate", "--from", "zh", "--to", "en", text)
    let wipo = try await run("translate", "--from", "zh", "--to", "en", "--style", "wipo", text)
    let un = try await run("translate", "--from", "zh", "--to", "en", "--style", "un", text)
    #expect(plain.output.contains("2026"))
    #expect(
      wipo.output.contains("May 5, 2026") && un.output.contains("5 May 2026"), "\(wipo.output) \(un.output)")
    #expect(try await run("translate", "--style", "nonsense", text).status == 64)
    #expect(try await run("styles").output.contains("en-month-first"))
  }

  @Test func aDomainBringsItsGlossary() async throws {
    try fixture.write("zh,en,status,case\n代表团,Party Delegation,required,exact\n", "un.csv")
    try fixture.write("meetings: {glossaries: [un.csv]}\n", "domains.yaml")
    let text = "主席感谢各代表团的发言，并宣布会议休会。秘书处将在下次会议上提交报告，代表团可以提出修正案。"
    let domains = ["--domains", fixture.path("domains.yaml")]
    for (domain, isThere) in [("meetings", true), ("legal", false), ("auto", true)] {
      let arguments = ["translate", "--from", "zh", "--to", "en", "--domain", domain] + domains + [text]
      let result = try await fixture.binary.start(arguments).finish()
      #expect(
        result.status == 0 && result.output.contains("Party Delegation") == isThere,
        "\(domain) \(result.output)")
    }
    try FileManager.default.createDirectory(atPath: fixture.path("in"), withIntermediateDirectories: true)
    try fixture.write(text, "in/a.txt")
    for (domain, status) in [("meetings", 0), ("auto", 64)] {
      let arguments = [
        "batch", fixture.path("in"), "--from", "zh", "--to", "en", "--domain", domain, "--consistent",
      ]
      let result = try await fixture.binary.start(arguments + domains + ["--output", fixture.path("out")])
        .finish()
      #expect(result.status == status, "\(result.errors)")
    }
    #expect(try fixture.read("out/a.txt").contains("Party Delegation"))
    let alone = try await run("translate", "--domain", "legal", text)
    #expect(alone.status == 64 && alone.errors.contains("--domains"))
    try fixture.write("legal: {model: no-such-model}\n", "models.yaml")
    let unknown = try await run(
      "translate", "--from", "zh", "--to", "en", "--domain", "legal", "--domains",
      fixture.path("models.yaml"),
      text)
    #expect(unknown.status == 66 && unknown.errors.contains("no-such-model"), "\(unknown.errors)")
    let told = try await run("classify", "--json", "一种锂离子电池，其正极材料包括镍，电解液含有添加剂。")
    #expect(told.status == 0 && told.output.contains("\"domain\" : \"H\""))
    try fixture.write("nowhere: {}\n", "bad.yaml")
    let bad = try await run("translate", "--domain", "auto", "--domains", fixture.path("bad.yaml"), text)
    #expect(bad.status == 65 && bad.errors.contains("nowhere"))
  }

  /// One glossary, one text, every form of document: the same terms.
  @Test func termsAreTheSameInAllDocuments() async throws {
    try fixture.write(
      "zh,en,status,case\n秘书处,International Bureau,required,exact\n主席,Moderator,required,exact\n", "terms.csv"
    )
    let sentences = ["主席感谢秘书处。", "秘书处提交了报告。", "会议通过了主席的建议。"]
    try fixture.write(sentences.joined(separator: "\n\n"), "a.txt")
    try fixture.write("<html><body>" + sentences.map { "<p>\($0)</p>" }.joined() + "</body></html>", "a.html")
    try fixture.write(
      sentences.enumerated().map { "\($0 + 1)\n00:00:0\($0),000 --> 00:00:0\($0 + 1),000\n\($1)\n" }.joined(
        separator: "\n"),
      "a.srt")
    try fixture.write(
      "{" + sentences.enumerated().map { "\"k\($0)\": \"\($1)\"" }.joined(separator: ", ") + "}", "a.json")
    var counts: [[Int]] = []
    for name in ["a.txt", "a.html", "a.srt", "a.json"] {
      let result = try await run(
        "translate", "--from", "zh", "--to", "en", "--glossary", fixture.path("terms.csv"),
        fixture.path(name),
        "--output", fixture.path("out-" + name))
      #expect(result.status == 0, "\(result.errors)")
      let text = try fixture.read("out-" + name)
      counts.append(["International", "Moderator"].map { text.ranges(of: $0).count })
    }
    #expect(counts == Array(repeating: [2, 2], count: 4), "\(counts)")
  }

  @Test func aDocumentsTermsAreWrittenAndUsedAgain() async throws {
    let names = ["索菲娜", "卡西莫", "阿基莱拉"]
    let text = (0..<12).map { "\(names[$0 % 3])在会议上介绍了第\($0 + 1)份报告。" }.joined(separator: "\n\n")
    try fixture.write(text, "a.txt")
    let result = try await run(
      "translate", "--from", "zh", "--to", "en", "--terms-out", fixture.path("terms.csv"),
      fixture.path("a.txt"),
      "--output", fixture.path("b.txt"))
    #expect(result.status == 0, "\(result.errors)")
    let terms = try fixture.read("terms.csv")
    #expect(terms.hasPrefix("zh,en,status,note\n"))
    let rows = terms.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    for name in names { #expect(rows.contains { $0[0] == name }, "\(terms)") }
    let checked = try await run("glossary", "check", fixture.path("terms.csv"))
    #expect(checked.status == 0, "\(checked.errors)")
    let again = try await run(
      "translate", "--from", "zh", "--to", "en", "--glossary", fixture.path("terms.csv"),
      fixture.path("a.txt"))
    for row in rows where names.contains(String(row[0])) {
      #expect(again.output.ranges(of: String(row[1])).count >= 3, "\(row) \(again.output)")
    }
  }
}
