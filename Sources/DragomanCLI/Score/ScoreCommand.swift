import ArgumentParser
import Dragoman
import Foundation

struct ScoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Tell how likely a model holds given translations.",
    discussion: """
      For each pair of a sentence and its translation one line: the natural logarithm of the \
      translation's probability, a tab, and the same divided by the number of tokens. Closer to 0 is \
      likelier. The second number compares translations of different lengths: good ones lie above \
      -1, what does not belong to its source mostly below -3; -inf is what the model cannot write, such \
      as a character that it does not know.

        dragoman score --from fr --to en "La séance est levée." "The meeting is adjourned."
        dragoman score --from zh --source minutes.zh.txt --target minutes.en.txt
        paste minutes.zh.txt minutes.en.txt | dragoman score --from zh --json

      Files have one sentence a line, line by line beside each other; standard input has the sentence, \
      a tab, and the translation. Each pair is scored as it stands and as one sentence: nothing is cut \
      and no URL or symbol protected. A pair of languages needs a model of its own: routes through \
      other languages have no such probability.

      \(ExitStatus.manual)
      """)

  @Option(help: "Source language (zh, fr, Spanish …).") var from: String
  @Option(help: "Target language.") var to = "en"

  @Option(name: [.long], help: "Sentences, one a line; goes with --target.", completion: .file())
  var source: String?

  @Option(name: [.long], help: "Their translations, one a line; goes with --source.", completion: .file())
  var target: String?

  @Argument(help: ArgumentHelp("A sentence, then its translation.", valueName: "text"))
  var texts: [String] = []

  @Flag(help: "One JSON object a pair: the tokens with their log-probabilities.") var json = false

  @Flag(help: "With --json: which words became which, in offsets of Unicode code points.")
  var alignments = false

  @OptionGroup(title: "Machine") var machine: MachineOptions

  func validate() throws {
    guard (source == nil) == (target == nil) else {
      throw ValidationError("--source and --target go together.")
    }
    guard texts.isEmpty || texts.count == 2 else {
      throw ValidationError("Give two texts, a sentence and its translation; this is \(texts.count).")
    }
    guard texts.isEmpty || source == nil else {
      throw ValidationError("Give two texts or two files, not both.")
    }
    guard json || !alignments else { throw ValidationError("--alignments goes with --json.") }
  }

  func run() async throws {
    let command = self
    try await CommandRun.run { try await command.scoreAll() }
  }

  private func scoreAll() async throws {
    let pairs = try ScoringInput.pairs(texts: texts, source: source, target: target)
    let translator = try machine.translator(from: from, to: to)
    let scored = try await translator.score(pairs, from: from, to: to, returnsAlignment: alignments)
    for result in scored { try Terminal.write(try line(for: result)) }
  }

  private func line(for result: ScoredTranslation) throws -> String {
    guard json else {
      return String(format: "%.4f\t%.4f\n", result.logProbability, result.score)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(result), as: UTF8.self) + "\n"
  }
}
