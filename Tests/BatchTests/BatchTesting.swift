import Batch
import Documents
import Dragoman
import Foundation

/// A folder for one test, with a job in it.
struct BatchTesting {
  let root: URL
  var settings: BatchSettings

  init() throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("batch-\(UUID().uuidString)")
    let folder = root.appendingPathComponent("in")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    settings = BatchSettings(
      folder: folder, output: root.appendingPathComponent("out"),
      documents: DocumentOptions(source: .english, target: try LanguageTag("fr")))
  }

  func remove() { try? FileManager.default.removeItem(at: root) }

  var jobFile: URL { root.appendingPathComponent("job.sqlite") }

  func put(_ text: String, _ path: String) throws {
    let url = root.appendingPathComponent("in/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func written(_ path: String) -> String? {
    try? String(contentsOf: root.appendingPathComponent("out/\(path)"), encoding: .utf8)
  }

  var outputs: [String] {
    let found =
      FileManager.default.enumerator(atPath: root.appendingPathComponent("out").path)?.allObjects ?? []
    return found.compactMap { $0 as? String }.filter { $0.contains(".") }.sorted()
  }

  func job(restarts: Bool = false, overwrites: Bool = false) throws -> BatchJob {
    try BatchJob(at: jobFile, settings: settings, restarts: restarts, overwrites: overwrites)
  }

  /// Surveys and runs, and lets go of the job.
  func run(_ engine: any UnitTranslating = MirrorEngine()) async throws -> BatchSummary {
    let job = try job()
    try job.survey()
    try await job.run(with: engine)
    return try job.summary()
  }
}

/// Counts what it is asked for, and fails, waits or is interrupted on demand.
actor CountingEngine: UnitTranslating {
  struct Broken: Error {}

  private(set) var counts: [String: Int] = [:]
  private let breaksAt: String?
  private let delay: Duration?
  private var left: Int?
  private let onLast: (@Sendable () -> Void)?

  init(
    breaksAt: String? = nil, delay: Duration? = nil, stopsAfter: Int? = nil,
    onLast: (@Sendable () -> Void)? = nil
  ) {
    self.breaksAt = breaksAt
    self.delay = delay
    left = stopsAfter
    self.onLast = onLast
  }

  nonisolated func language(of text: String) -> LanguageTag? { .english }

  func translate(_ text: String, from: LanguageTag, to: LanguageTag) async throws -> TextTranslation {
    counts[text, default: 0] += 1
    if text == breaksAt { throw Broken() }
    if let count = left {
      if count == 0 { onLast?() }
      left = count - 1
      // What comes after the last never ends by itself.
      if count <= 0 { try await Task.sleep(for: .seconds(60)) }
    }
    if let delay { try await Task.sleep(for: delay) }
    return MirrorEngine().translate(text, from: from, to: to)
  }
}

/// Has two names for a town, unless it is told which.
struct TwoNamesEngine: UnitTranslating {
  func language(of text: String) -> LanguageTag? { .english }

  func translate(_ text: String, from: LanguageTag, to: LanguageTag) -> TextTranslation {
    translate(text, calling: text.contains("Odd") ? "Abertown" : "Ville-d'Aber")
  }

  func translate(_ text: String, from: LanguageTag, to: LanguageTag, terms: Glossary) -> TextTranslation {
    let given = terms.entries.first { $0.forms(in: from) == ["Aberville"] }?.forms(in: to).first
    return translate(text, calling: given ?? "Abertown")
  }

  private func translate(_ text: String, calling name: String) -> TextTranslation {
    var result = ""
    var links: [Alignment.Link] = []
    var position = 0
    for word in text.split(separator: " ") {
      if !result.isEmpty { result += " " }
      let start = result.utf8.count
      result += word.replacing("Aberville", with: name)
      links.append(.init(source: position..<position + word.utf8.count, target: start..<result.utf8.count))
      position += word.utf8.count + 1
    }
    return TextTranslation(
      text: result, blocks: [.init(source: 0..<text.utf8.count, target: 0..<result.utf8.count)],
      alignment: Alignment(links))
  }
}
