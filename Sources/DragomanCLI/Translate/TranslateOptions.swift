import ArgumentParser
import Documents
import Dragoman
import Foundation
import Inference
import Knowledge

struct LanguageOptions: ParsableArguments {
  @Option(help: "Source language (zh, zh-CN, fr, Spanish …); detected when absent.")
  var from: String?

  @Option(help: "Target language.")
  var to = "en"

  @Option(help: "Translate through this language; give it again, or a list with commas, for several.")
  var via: [String] = []

  /// The languages of `--via`, in order.
  var pivots: [String] {
    via.flatMap {
      $0.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
  }
}

struct OutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write to this file; with several inputs, or when it ends in /, to files in this folder."
        + " {name}, {to} and {ext} stand for the input's name, the target language and the extension.",
      valueName: "path"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp(
      "The format of every input: \(FormatRegistry.standard.formats.map(\.name).joined(separator: ", ")). Files are recognised without."
    ))
  var format: String?

  @Option(
    help:
      "Write a report on each document to this file, as JSON when it is called .json; - is standard error.",
    completion: .file())
  var report: String?

  @OptionGroup var review: BilingualArguments

  /// The output's name, or the pattern for names, where it says what kind of file is wanted; a folder's does not.
  func fileName(forInputs count: Int) -> String? {
    guard let output, !output.hasSuffix("/"), count == 1 || OutputPlan.isPattern(output) else { return nil }
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
    return exists && isFolder.boolValue ? nil : output
  }

  /// A PDF becomes Markdown where the output is called so, else a Word document.
  var rebuilt: DocumentOptions.RebuiltForm {
    let path = (output ?? "").lowercased()
    return path.hasSuffix(".md") || path.hasSuffix(".markdown") ? .markdown : .docx
  }

  @Flag(help: "One JSON object a text: sentences, scores, alternatives, timings.")
  var json = false

  @Flag(help: "With --json: which words became which, in offsets of Unicode code points.")
  var alignments = false

  @Flag(help: "Print sentences, tokens and seconds to standard error.")
  var stats = false

  func validate() throws {
    guard !json || (format == nil && report == nil && !review.bilingual) else {
      throw ValidationError("--json is for plain text: it goes without --format, --report and --bilingual.")
    }
    guard json || !alignments else { throw ValidationError("--alignments goes with --json.") }
  }
}

struct DecodingArguments: ParsableArguments {
  @Option(help: "Hypotheses kept at each step; 1 is three times faster and a little worse.")
  var beamSize = 4

  @Option(help: "Translations of each sentence, best first; at most the beam size.")
  var alternatives = 1

  @Option(help: "Above 1 favours longer translations, below 1 shorter ones.")
  var lengthPenalty: Float = 1

  @Option(help: "The most tokens of one translated sentence; by the source's length when absent.")
  var maximumLength: Int?

  @Option(help: "No word group of this many tokens comes twice in a sentence; 0 is off.")
  var noRepeatNgramSize = 0

  @Flag(help: "Look at all words for each choice, not only at likely ones: slower, exact scores.")
  var fullVocabulary = false

  @Flag(inversion: .prefixedNo, help: "Keep URLs, symbols, placeholders and marks byte for byte.")
  var protect = true

  func validate() throws {
    guard (1...InferenceEngine.maximumBeamSize).contains(beamSize) else {
      throw ValidationError("--beam-size takes 1 to \(InferenceEngine.maximumBeamSize).")
    }
    guard (1...beamSize).contains(alternatives) else {
      throw ValidationError("--alternatives takes 1 to the beam size, \(beamSize).")
    }
    guard lengthPenalty.isFinite, lengthPenalty >= 0 else {
      throw ValidationError("--length-penalty takes a number from 0 up.")
    }
    guard maximumLength ?? 1 > 0 else { throw ValidationError("--maximum-length takes a number above 0.") }
    guard noRepeatNgramSize >= 0 else { throw ValidationError("--no-repeat-ngram-size takes 0 or more.") }
  }

  var options: TranslationOptions {
    var options = TranslationOptions()
    options.beamSize = beamSize
    options.alternatives = alternatives
    options.lengthPenalty = lengthPenalty
    options.maximumLength = maximumLength
    options.noRepeatNgramSize = noRepeatNgramSize
    options.narrowsVocabulary = !fullVocabulary
    options.protectsSpans = protect
    return options
  }
}

struct MachineOptions: ParsableArguments {
  @Option(help: "Worker threads; all cores when absent.")
  var threads: Int?

  @Option(help: "Arithmetic: int8, float32, or float32-blas.")
  var compute = ComputeType.int8

  @Option(
    help: "Use the model in this folder, installed or not; goes with --from and --to.",
    completion: .directory)
  var model: String?

  @OptionGroup var storeOptions: StoreOptions

  func validate() throws {
    guard threads ?? 1 > 0 else { throw ValidationError("--threads takes a number above 0.") }
  }

  func translator(_ languages: LanguageOptions) throws -> Translator {
    try translator(from: languages.from, to: languages.to)
  }

  func translator(from: String?, to: String) throws -> Translator {
    var configuration = TranslatorConfiguration()
    if let threads { configuration.threadCount = threads }
    configuration.computeType = compute
    guard let model else {
      return try Translator(store: try storeOptions.store(), configuration: configuration)
    }
    guard let from else {
      throw ValidationError("--model needs --from: a folder does not say its languages.")
    }
    return Translator(
      modelFolder: URL(fileURLWithPath: model), from: try LanguageTag(from),
      to: try LanguageTag(to),
      configuration: configuration)
  }
}

extension MachineOptions {
  /// What a domain brings; its model only where none was named.
  func addition(for domain: Domain, of domains: DomainChoice) throws -> DomainAddition {
    var addition = try domains.knowledge.addition(for: domain)
    if model != nil { addition.model = nil }
    return addition
  }
}

extension ComputeType: ExpressibleByArgument {}
