import ArgumentParser
import Documents
import Dragoman
import Foundation

struct ClassifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract:
      "Tell what texts are about: sections of the International Patent Classification, meetings, legal, general.",
    discussion: """
      dragoman classify abstract.txt
      dragoman classify --sections *.docx                 the eight sections alone, as patents have them
      echo 一种用于电池的冷却装置 | dragoman classify --json

      Confidence is a probability. Documents of all formats are read; an argument that names no file is the text itself.
      """)

  @Argument(
    help: ArgumentHelp(
      "Text, or files; - is standard input, which is also read without any.", valueName: "text-or-file"),
    completion: .file())
  var inputs: [String] = []

  @Option(help: ArgumentHelp("The most domains to show for each.", valueName: "number"))
  var limit = 3

  @Flag(help: "Only the eight sections of the classification.")
  var sections = false

  @Flag(help: "Print JSON, an object a text, all domains in it.")
  var json = false

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit is 1 or more.") }
  }

  func run() async throws {
    let command = self
    try await CommandRun.run { try command.classify() }
  }

  private func classify() throws {
    let classifier = try DomainClassifier()
    for input in try TranslationInput.parse(inputs, asText: false) {
      let guesses = guesses(of: try DocumentText.of(input, try input.bytes()), with: classifier)
      if json {
        try Terminal.show(json: Row(name: input.name, guesses: guesses))
        continue
      }
      let shown = guesses.prefix(limit).map { guess in
        String(format: "%3.0f %%  ", guess.confidence * 100) + guess.domain.rawValue
          + (guess.domain.isSection ? "  " + guess.domain.title : "")
      }
      Terminal.show(
        inputs.count > 1
          ? "\(Terminal.plain(input.name)):\n  " + shown.joined(separator: "\n  ")
          : shown.joined(separator: "\n"))
    }
  }

  private func guesses(of text: String, with classifier: DomainClassifier) -> [DomainClassifier.Guess] {
    let all = classifier.classify(text)
    guard sections else { return all }
    let wanted = all.filter(\.domain.isSection)
    let total = max(wanted.reduce(0) { $0 + $1.confidence }, .leastNormalMagnitude)
    return wanted.map { guess in
      var guess = guess
      guess.confidence /= total
      return guess
    }
  }

  private struct Row: Encodable {
    struct Guess: Encodable {
      let domain: String
      let title: String
      let confidence: Double
    }

    let name: String
    let domains: [Guess]

    init(name: String, guesses: [DomainClassifier.Guess]) {
      self.name = name
      domains = guesses.map {
        Guess(domain: $0.domain.rawValue, title: $0.domain.title, confidence: $0.confidence)
      }
    }
  }
}
