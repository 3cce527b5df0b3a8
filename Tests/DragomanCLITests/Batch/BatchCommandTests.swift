import Foundation
import TestSupport
import Testing

/// `dragoman batch` with a real model.
@Suite(.enabled(if: TranslateFixture.hasModel))
struct BatchCommandTests {
  private let fixture: TranslateFixture

  init() throws {
    fixture = try TranslateFixture()
    try FileManager.default.createDirectory(
      atPath: fixture.path("in/sub"), withIntermediateDirectories: true)
  }

  private func arguments(_ more: String...) -> [String] {
    ["batch", fixture.path("in"), "--from", "zh", "--to", "en", "--beam-size", "1"] + more
  }

  @Test func failuresAreListedAndTheRestIsDone() async throws {
    try fixture.write("早上好。\n", "in/a.txt")
    try fixture.write("<p>会议<b>开始</b>了。</p>\n", "in/sub/b.html")
    try fixture.write("PK\u{3}\u{4} nothing", "in/c.docx")
    let result = try await fixture.binary.start(arguments("--report", fixture.path("report.json"))).finish()
    #expect(result.status == 1 && result.output.isEmpty, "\(result.errors)")
    #expect(result.errors.contains("failed: c.docx: ") && result.errors.contains("2 files done"))
    #expect(try fixture.read("in-en/a.txt").lowercased().contains("morning"))
    #expect(try fixture.read("in-en/sub/b.html").contains("<b>"))
    #expect(try fixture.read("report.json").contains("\"format\" : \"html\""))
    // The job knows its settings.
    let other = try await fixture.binary.start(arguments("--length-penalty", "0.8")).finish()
    #expect(other.status == 1 && other.errors.contains("--restart"), "\(other.errors)")
  }

  @Test func aDryRunCounts() async throws {
    try fixture.write("早上好。\n", "in/a.txt")
    try fixture.write("1\n00:00:01,000 --> 00:00:02,000\n会议开始。\n", "in/sub/b.srt")
    let result = try await fixture.binary.start(arguments("--dry-run")).finish()
    #expect(result.status == 0 && result.errors.isEmpty)
    let rows = result.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(rows.contains(["txt", "1", "3", "a.txt"]) && rows.contains(["srt", "1", "4", "sub/b.srt"]))
    #expect(rows.last?.prefix(3) == ["total", "2", "7"])
    #expect(try fixture.names == ["in"])
    let none = try await fixture.binary.run("batch", fixture.path("nowhere"), "--to", "en")
    #expect(none.status == 66 && none.errors.contains("nowhere"))
  }

  @Test func anInterruptedJobGoesOn() async throws {
    for file in 1...12 {
      let lines = (1...40).map { "第\(file)号文件第\($0)段：委员会审议了第\($0 * file)项建议。" }
      try fixture.write(lines.joined(separator: "\n\n"), "in/\(file).txt")
    }
    let running = try fixture.binary.start(arguments())
    // Without giving up the thread, for which other tests may stand in line until the job is done.
    while !FileManager.default.fileExists(atPath: fixture.path("in-en/1.txt")), running.process.isRunning {
      usleep(10_000)
    }
    running.process.interrupt()
    let first = try await running.finish()
    #expect(first.status == 130 && first.errors.contains("go on"), "\(first.errors)")
    let second = try await fixture.binary.start(arguments()).finish()
    #expect(second.status == 0 && second.errors.contains("12 files done"), "\(second.errors)")
    for file in 1...12 {
      #expect(try fixture.read("in-en/\(file).txt").components(separatedBy: "\n\n").count == 40)
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: fixture.path("in-en")).allSatisfy {
        !$0.hasSuffix(".part")
      })
  }

  @Test func aFolderIsWatched() async throws {
    let running = try fixture.binary.start(arguments("--watch", "--output", fixture.path("out")))
    let said = running.folder.appendingPathComponent("err")
    while try !String(contentsOf: said, encoding: .utf8).contains("Watching"), running.process.isRunning {
      try await Task.sleep(for: .milliseconds(20))
    }
    try fixture.write("早上好。\n", "in/late.txt")
    #expect(try await eventually { FileManager.default.fileExists(atPath: fixture.path("out/late.txt")) })
    running.process.interrupt()
    let result = try await running.finish()
    #expect(result.status == 0 && result.errors.contains("late.txt: done"), "\(result.errors)")
    #expect(try fixture.read("out/late.txt").lowercased().contains("morning"))
  }
}
