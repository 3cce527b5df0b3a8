import ArgumentParser
import Documents
import Dragoman
import Foundation
import Memory

struct MemoryExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a memory's units as TMX.",
    discussion: """
      dragoman memory export ours.dmem --output ours.tmx
      dragoman memory export ours.dmem --from en --to fr --project assembly-66 > assembly.tmx
      """)

  @OptionGroup var file: MemoryFileArgument

  @Option(help: "Only units of this source language.")
  var from: String?

  @Option(help: "Only units of this target language.")
  var to: String?

  @Option(help: ArgumentHelp("Only units of this project.", valueName: "name"))
  var project: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("Where to write; else standard output.", valueName: "file"))
  var output: String?

  func run() async throws {
    let command = self
    try await CommandRun.run { try command.export() }
  }

  private func export() throws {
    let store = try MemoryStore(path: file.memory)
    let from = try from.map { try LanguageTag($0) }
    let to = try to.map { try LanguageTag($0) }
    let writer = TMXUnitWriter(sourceLanguage: from)
    var text = writer.head
    var count = 0
    // Standard output takes it as it comes; a file is there when it is whole.
    func flush() throws {
      guard output == nil else { return }
      try Terminal.write(text)
      text = ""
    }
    try store.forEachUnit(from: from, to: to, project: project) { unit in
      text += writer.entry(unit)
      count += 1
      if count.isMultiple(of: 1_000) {
        try Task.checkCancellation()
        try flush()
      }
    }
    text += writer.tail
    try flush()
    if let output {
      try OutputFile.write(Data(text.utf8), to: URL(fileURLWithPath: output))
      Terminal.note("\(output): \(count) units")
    }
  }
}
