import Dragoman
import Foundation
import Knowledge
import Memory
import TestSupport
import Testing

@Suite struct DomainKnowledgeTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("domains-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func write(_ text: String, _ name: String) throws -> String {
    let url = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  private func knowledge(_ yaml: String) throws -> DomainKnowledge {
    DomainKnowledge(try DomainFile(path: write(yaml, "domains.yaml")))
  }

  @Test func aDomainBringsWhatTheFileHasForIt() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try write("en,zh\nbaker,面包师\n", "trades.csv")
    _ = try MemoryStore(path: folder.appendingPathComponent("old.dmem").path, creates: true)
    let domains = try knowledge(
      "A: {glossaries: [trades.csv], memories: ['old.dmem:5'], style: [wipo, no-quotes], model: some-model}")
    #expect(try domains.load().keys.sorted { $0.rawValue < $1.rawValue } == [.humanNecessities])
    let addition = try domains.addition(for: .humanNecessities)
    #expect(addition.glossaries.first?.entries.first?.forms(in: .chinese) == ["面包师"])
    #expect(addition.memories.map(\.penalty) == [0.05])
    #expect(addition.style?.rules == StyleProfile.wipo.rules.subtracting([.quotes]))
    #expect(addition.model == "some-model")
    let none = try domains.addition(for: .legal)
    #expect(none.glossaries.isEmpty && none.memories.isEmpty && none.style == nil && none.model == nil)
  }

  @Test func aRequestGoesBeforeItsDomainAndThatBeforeTheHouse() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    func glossary(_ target: String) -> Glossary {
      Glossary(terms: ["tea": target], from: .english, to: .chinese)
    }
    var house = TranslationOptions()
    (house.glossaries, house.style) = ([glossary("house")], TextStyle(.un))
    let memory = try MemoryStore(
      path: folder.appendingPathComponent("house.dmem").path, creates: true)
    house.memory = TranslationMemory([.init(memory)], project: "ours")
    var domain = DomainAddition()
    (domain.glossaries, domain.style) = ([glossary("domain")], TextStyle(.wipo))
    domain.memories = [
      .init(try MemoryStore(path: folder.appendingPathComponent("domain.dmem").path, creates: true))
    ]
    let asked = house.asked(glossaries: [glossary("request")], style: nil, domain: domain)
    #expect(
      asked.glossaries.flatMap(\.entries).flatMap { $0.forms(in: .chinese) } == [
        "request", "domain", "house",
      ])
    #expect(asked.style == TextStyle(.wipo))
    let joined = try #require(asked.memory as? TranslationMemory)
    #expect(joined.sources.count == 2 && joined.project == "ours")
    #expect(house.asked(glossaries: [], style: nil, domain: nil).style == TextStyle(.un))
    #expect(
      house.asked(glossaries: [], style: TextStyle([.quotes]), domain: domain).style == TextStyle([.quotes]))
    // What is asked for at the command line has nothing behind it.
    #expect(domain.added(to: TranslationOptions()).memory is TranslationMemory)
  }

  @Test func textsTellTheirDomain() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let domains = try knowledge("{}")
    #expect(
      try domains.domain(
        of:
          "The chairperson thanked the delegations, adjourned the meeting and invited the Secretariat to report."
      ) == .meetings)
    #expect(try domains.domain(of: "Hm.") == .general)
    #expect(try domains.domain(of: "") == .general)
  }

  @Test func filesThatAreNoneAreRefused() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("domains.yaml")
    for (bytes, reason) in [
      (Data("A: {style: [un]} # \u{e9}".data(using: .isoLatin1) ?? Data()), "UTF-8"),
      (Data(repeating: 0x23, count: 1 << 21), "bytes"),
    ] {
      try bytes.write(to: file)
      let error = try #require(throws: DomainFileError.self) { try DomainFile(path: file.path) }
      #expect(error.reason.contains(reason))
    }
    #expect(throws: DomainFileError.self) { try DomainFile(path: folder.path) }
    #expect(throws: DomainFileError.self) {
      try DomainFile(path: folder.appendingPathComponent("none").path)
    }
    try Data().write(to: file)
    #expect(throws: DomainFileError.self) { try DomainFile(path: file.path) }
  }

  @Test(arguments: [
    ("nowhere: {}", "nowhere"), ("A: [1", "line 1"), ("A: {style: [ornate]}", "ornate"),
    ("A: {glossaries: 3}", "A.glossaries"), ("- A", "domains.yaml"),
    ("legal: {glossaries: [none.csv]}", "none.csv"),
    ("legal: {memories: [none.dmem]}", "none.dmem"),
  ]) func whatIsWrongIsNamed(yaml: String, word: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let error = try #require(throws: (any Error).self) { try knowledge(yaml).load() }
    #expect("\(error)".contains(word), "\(error)")
  }
}
