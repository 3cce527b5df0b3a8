import Documents
import Dragoman
import Foundation
import Testing

struct DocumentTranslatorTests {
  private func translate(
    _ text: String, engine: any UnitTranslating = MirrorEngine(), to: LanguageTag = .french
  ) async throws -> TranslatedDocument {
    try await DocumentTranslator(engine: engine).translate(
      DocumentSource(Data(text.utf8), name: "notes.txt"),
      options: DocumentOptions(source: .english, target: to))
  }

  @Test func layoutStays() async throws {
    let result = try await translate("Agenda\r\n\r\n  1. one  thing\n\t- two things   three\n12\n")
    #expect(
      String(decoding: result.bytes, as: UTF8.self)
        == "AGENDA\r\n\r\n  1. ONE  THING\n\t- TWO THINGS   THREE\n12\n")
    #expect(result.report.units == 4 && result.report.words == 6 && result.report.format == "txt")
  }

  @Test func nothingIsLostOrUnchanged() async throws {
    await #expect(throws: DocumentError.self) { try await translate("Hello there", engine: IdentityEngine()) }
    #expect(
      try await translate("Hello there", engine: IdentityEngine(), to: .english).bytes
        == Data("Hello there".utf8))
    #expect(try await translate("12 — 13\n", engine: IdentityEngine()).bytes == Data("12 — 13\n".utf8))
    do {
      _ = try await translate("Hello there", engine: IdentityEngine())
    } catch let error as DocumentError {
      #expect(error.kind == .unchanged && error.file == "notes.txt" && error.advice != nil)
    }
  }

  @Test func likeUnitsAreTranslatedOnce() async throws {
    let engine = CountingEngine()
    let text = String(repeating: "the same line\n", count: 500) + "another\n"
    let progress = Collected()
    let result = try await DocumentTranslator(engine: engine).translate(
      DocumentSource(Data(text.utf8)), options: DocumentOptions(source: .english, target: .french)
    ) { progress.add($0.completedUnits) }
    #expect(result.bytes == Data(text.uppercased().utf8))
    #expect(await engine.count == 2)
    #expect(progress.values == [500, 501])
  }

  @Test func failuresAndCancellationEndIt() async throws {
    let slow = CountingEngine(delay: .seconds(60))
    let task = Task {
      try await DocumentTranslator(engine: slow).translate(
        DocumentSource(Data("a line\nb line".utf8)),
        options: DocumentOptions(source: .english, target: .french))
    }
    task.cancel()
    await #expect(throws: (any Error).self) { try await task.value }
    let options = {
      var options = DocumentOptions(source: .english, target: .french)
      options.limits.bytes = 3
      return options
    }()
    await #expect(throws: DocumentError.self) {
      try await DocumentTranslator(engine: slow).translate(
        DocumentSource(Data("long".utf8)), options: options)
    }
    await #expect(throws: DocumentError.self) {
      try await DocumentTranslator(engine: slow).translate(DocumentSource(Data([0, 1])), options: options)
    }
  }

  @Test func reportsAreJSON() async throws {
    let report = try await translate("Hello there").report
    let data = try JSONEncoder().encode(report)
    #expect(try JSONDecoder().decode(DocumentReport.self, from: data) == report)
  }

  @Test func keysAreFiltered() {
    let filter = KeyFilter(included: ["menu.*", "**.title"], excluded: ["menu.id"])
    #expect(
      filter.accepts(["menu", "open"]) && filter.accepts(["a", "b", "title"]) && filter.accepts(["title"]))
    #expect(
      !filter.accepts(["menu", "id"]) && !filter.accepts(["menu", "open", "x"]) && !filter.accepts(["a"]))
    #expect(KeyFilter().accepts([]) && KeyFilter(included: ["a*c"]).accepts(["abbc"]))
  }
}

private actor CountingEngine: UnitTranslating {
  private(set) var count = 0
  private let delay: Duration

  init(delay: Duration = .zero) { self.delay = delay }

  nonisolated func language(of text: String) -> LanguageTag? { .english }

  func translate(_ text: String, from: LanguageTag, to: LanguageTag) async throws -> TextTranslation {
    count += 1
    try await Task.sleep(for: delay)
    return MirrorEngine().translate(text, from: from, to: to)
  }
}

private final class Collected: @unchecked Sendable {
  private let lock = NSLock()
  private var found: [Int] = []
  func add(_ value: Int) { lock.withLock { found.append(value) } }
  var values: [Int] { lock.withLock { found } }
}
