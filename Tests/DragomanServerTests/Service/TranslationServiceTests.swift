import Dragoman
import DragomanServer
import Foundation
import TestSupport
import Testing

@Suite struct TranslationServiceTests {
  @Test func `texts are limited in number`() async throws {
    var options = ServiceOptions()
    options.mostTexts = 2
    let service = TranslationService(engine: CapitalsEngine(), options: options)
    await #expect(throws: ServiceError.tooLarge(what: "texts", count: 3, limit: 2)) {
      try await service.translate(TextRequest(texts: ["a", "b", "c"], to: "fr"))
    }
  }

  @Test func `texts of one language share a call`() async throws {
    let engine = CapitalsEngine()
    let service = TranslationService(engine: engine)
    let results = try await service.translate(TextRequest(texts: ["a", "thé", "b", "thés"], to: "zh"))
    #expect(results.map(\.text) == ["A", "THÉ", "B", "THÉS"])
    #expect(engine.calls.count == 2)
  }

  @Test func `words of no language name none`() async throws {
    struct Silent: Error {}
    let service = TranslationService(engine: CapitalsEngine())
    let results = try await service.translate(TextRequest(texts: ["🍵 12:30", ""], to: "fr"))
    #expect(results.map(\.text) == ["🍵 12:30", ""])
    #expect(results[0].detected?.confidence == 0)
  }

  @Test func `a task that is cancelled ends its document`() async throws {
    let service = TranslationService(engine: CapitalsEngine(pause: .seconds(60)))
    let document = try await service.prepare(
      DocumentRequest(file: UploadedFile(name: "a.txt", bytes: Array("some tea".utf8)), from: "en", to: "fr"))
    let job = try await service.documents.submit(document)
    let waiting = Task { try await service.documents.finished(job.id) }
    try await Task.sleep(for: .milliseconds(50))
    waiting.cancel()
    await #expect(throws: (any Error).self) { try await waiting.value }
    for _ in 0..<500 where (try? await service.documents.job(job.id)) != nil {
      try await Task.sleep(for: .milliseconds(10))
    }
    await #expect(throws: ServiceError.notFound(what: "document")) { try await service.documents.job(job.id) }
    await service.documents.shutDown()
  }

  @Test func `the folder of documents is private and goes with them`() async throws {
    let parent = FileManager.default.temporaryDirectory.appendingPathComponent("service-\(RandomName.make())")
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: parent) }
    var options = ServiceOptions()
    options.temporaryFolder = parent
    let service = TranslationService(engine: CapitalsEngine(), options: options)
    let document = try await service.prepare(
      DocumentRequest(file: UploadedFile(name: "a.txt", bytes: Array("some tea".utf8)), from: "en", to: "fr"))
    let job = try await service.documents.submit(document)
    #expect(try await service.documents.finished(job.id).state == .done)
    let folder = try #require(try FileManager.default.contentsOfDirectory(atPath: parent.path).first)
    let attributes = try FileManager.default.attributesOfItem(
      atPath: parent.appendingPathComponent(folder).path)
    #expect((attributes[.posixPermissions] as? Int) == 0o700)
    // The source went when it was done with.
    let files = try FileManager.default.contentsOfDirectory(
      atPath: parent.appendingPathComponent(folder).path)
    #expect(files == ["\(job.id).result"])
    await service.documents.shutDown()
    #expect(try FileManager.default.contentsOfDirectory(atPath: parent.path).isEmpty)
  }

  @Test func `documents beyond the number at once wait their turn`() async throws {
    var options = ServiceOptions()
    options.documentsAtOnce = 1
    let gate = Gate()
    let service = TranslationService(engine: CapitalsEngine(gate: gate), options: options)
    var jobs: [DocumentJob] = []
    for _ in 0..<3 {
      let document = try await service.prepare(
        DocumentRequest(
          file: UploadedFile(name: "a.txt", bytes: Array("some tea".utf8)), from: "en", to: "fr"))
      jobs.append(try await service.documents.submit(document))
    }
    #expect(jobs.map(\.state) == [.translating, .queued, .queued])
    gate.open()
    for job in jobs { #expect(try await service.documents.finished(job.id).state == .done) }
  }
}
