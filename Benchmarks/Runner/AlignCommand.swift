import ArgumentParser
import Dragoman
import Foundation
import Inference
import ModelFormats

/// Alignment error of a model's heads on hand-aligned sentences.
struct AlignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "align",
    abstract:
      "Alignment error rate, precision and recall on hand-aligned sentence pairs; or links of any pairs.",
    discussion: """
      The target of each pair is force-decoded, its attention made into word links and compared with \
      the links of Benchmarks/Alignment. With --pairs the links are printed: nothing is known of how the targets came.
      """)

  @Option(help: "Model folder.") var model: String
  @Option(help: "Hand-aligned pairs: Benchmarks/Alignment/gold-*.txt.") var gold: String?
  @Option(
    help:
      "Source and target in each line, a tab between them: a line of JSON for each, [source from, to, target from, to], in bytes."
  ) var pairs: String?
  @Flag(help: "The model goes from the file's second language to its first.") var reversed = false
  @Option(help: "int8 or float32.") var compute = ComputeType.float32
  @Option(help: "Worker threads.") var threads = 1
  @Option(help: "Heads to average, LAYER:HEAD,LAYER:HEAD …; the model's own choice when absent.") var heads =
    ""
  @Option(help: "The step in which they align: writing or reading.") var step = AlignmentStep.reading
  @Flag(help: "Every head by itself, every layer's mean and the mean of the first layers, in both steps.")
  var sweep = false

  func validate() throws {
    guard (gold == nil) != (pairs == nil) else { throw ValidationError("--gold or --pairs") }
  }

  func run() async throws {
    var files = try ModelLoader.load(folder: URL(fileURLWithPath: model))
    guard let gold else { return try await showLinks(files) }
    let pairs = try GoldAlignment.read(gold).map { reversed ? $0.reversed : $0 }
    guard sweep else {
      files.settleAlignment(heads: try chosenHeads(), step: step)
      let name = heads.isEmpty ? "default" : heads
      return show(try await measure(files, pairs), name: name, step: files.configuration.alignmentStep)
    }
    let layers = files.parameters.decoderLayers.count
    let all = 0..<files.configuration.decoder.headCount
    for step in AlignmentStep.allCases {
      for layer in 0..<layers {
        for head in all {
          files.settleAlignment(heads: [AlignmentHead(layer: layer, head: head)], step: step)
          show(try await measure(files, pairs), name: "\(layer):\(head)", step: step)
        }
        files.settleAlignment(heads: all.map { AlignmentHead(layer: layer, head: $0) }, step: step)
        show(try await measure(files, pairs), name: "\(layer):all", step: step)
      }
      for count in 1...layers {
        let first = (0..<count).flatMap { layer in all.map { AlignmentHead(layer: layer, head: $0) } }
        files.settleAlignment(heads: first, step: step)
        show(try await measure(files, pairs), name: "0..<\(count):all", step: step)
      }
    }
  }

  private func chosenHeads() throws -> [AlignmentHead] {
    try heads.split(separator: ",").map { item in
      let numbers = item.split(separator: ":").compactMap { Int($0) }
      guard numbers.count == 2 else { throw ValidationError("--heads takes LAYER:HEAD,LAYER:HEAD …") }
      return AlignmentHead(layer: numbers[0], head: numbers[1])
    }
  }

  private func showLinks(_ files: TranslationModel) async throws {
    guard let path = pairs else { return }
    let pairs = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else { throw ValidationError("\(path): a line without its one tab: \(line)") }
      return (source: parts[0], target: parts[1])
    }
    for result in try await alignments(files, pairs) {
      let links = result.alignment.links.map {
        [$0.source.lowerBound, $0.source.upperBound, $0.target.lowerBound, $0.target.upperBound]
      }
      print(String(decoding: try JSONEncoder().encode(links), as: UTF8.self))
    }
  }

  private func measure(
    _ files: TranslationModel, _ pairs: [GoldAlignment]
  ) async throws -> (error: AlignmentError, logProbability: Double) {
    let results = try await alignments(files, pairs.map { ($0.source.text, $0.target.text) })
    var error = AlignmentError()
    for (pair, result) in zip(pairs, results) { error.add(pair.words(of: result.alignment), gold: pair) }
    let scores = results.flatMap(\.tokenScores)
    return (error, scores.reduce(0) { $0 + Double($1) } / Double(max(scores.count, 1)))
  }

  private func alignments(
    _ files: TranslationModel, _ pairs: [(source: String, target: String)]
  ) async throws -> [(alignment: Alignment, tokenScores: [Float])] {
    let transformer = try TransformerModel(
      configuration: files.configuration, parameters: files.parameters, tokens: files.tokens,
      computeType: compute)
    let engine = try InferenceEngine(model: transformer, threadCount: threads)
    var options = DecodingOptions(beamSize: 1)
    options.returnsAttention = true
    let sources = pairs.map { files.tokenizer.encode($0.source) }
    let targets = pairs.map { files.tokenizer.encodeTarget($0.target) }
    let results = try await engine.decode(
      zip(sources, targets).map {
        DecodingRequest(source: files.framedSource($0.ids), target: $1.ids, options: options)
      })
    return try pairs.enumerated().map { index, pair in
      guard let hypothesis = results[index].first else { throw BenchmarkError.noHypothesis }
      let alignment = AttentionAligner.alignment(
        attention: hypothesis.attention, source: pair.source, pieces: sources[index].ranges,
        firstPosition: files.tokens.sourceBegin == nil ? 0 : 1, target: pair.target,
        tokens: targets[index].ranges)
      return (alignment, hypothesis.tokenScores)
    }
  }

  private func show(
    _ result: (error: AlignmentError, logProbability: Double), name: String, step: AlignmentStep
  ) {
    print(
      String(
        format: "AER %.3f  precision %.3f  recall %.3f  log-probability by token %.3f  ", result.error.rate,
        result.error.precision, result.error.recall, result.logProbability) + "\(step.rawValue)  \(name)")
  }
}

extension ComputeType: ExpressibleByArgument {}
extension AlignmentStep: ExpressibleByArgument {}
