import ArgumentParser
import Dragoman
import Foundation
import Inference
import ModelFormats

/// Alignment error of a model's heads on hand-aligned sentences.
struct AlignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "align",
    abstract: "Alignment error rate, precision and recall on hand-aligned sentence pairs.",
    discussion: """
      The target of each pair is force-decoded, its attention made into word links and compared with \
      the links of Benchmarks/Alignment.
      """)

  @Option(help: "Model folder.") var model: String
  @Option(help: "Hand-aligned pairs: Benchmarks/Alignment/gold-*.txt.") var gold: String
  @Flag(help: "The model goes from the file's second language to its first.") var reversed = false
  @Option(help: "int8 or float32.") var compute = ComputeType.float32
  @Option(help: "Worker threads.") var threads = 1
  @Option(help: "Heads to average, LAYER:HEAD,LAYER:HEAD …; the model's own choice when absent.") var heads =
    ""
  @Option(help: "The step in which they align: writing or reading.") var step = AlignmentStep.reading
  @Flag(help: "Every head by itself, every layer's mean and the mean of the first layers, in both steps.")
  var sweep = false

  func run() async throws {
    let pairs = try GoldAlignment.read(gold).map { reversed ? $0.reversed : $0 }
    var files = try ModelLoader.load(folder: URL(fileURLWithPath: model))
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

  private func measure(
    _ files: TranslationModel, _ pairs: [GoldAlignment]
  ) async throws -> (error: AlignmentError, logProbability: Double) {
    let transformer = try TransformerModel(
      configuration: files.configuration, parameters: files.parameters, tokens: files.tokens,
      computeType: compute)
    let engine = try InferenceEngine(model: transformer, threadCount: threads)
    var options = DecodingOptions(beamSize: 1)
    options.returnsAttention = true
    let sources = pairs.map { files.tokenizer.encode($0.source.text) }
    let targets = pairs.map { files.tokenizer.encodeTarget($0.target.text) }
    let results = try await engine.decode(
      zip(sources, targets).map {
        DecodingRequest(source: files.framedSource($0.ids), target: $1.ids, options: options)
      })
    var error = AlignmentError()
    var total = (sum: 0.0, count: 0)
    for (index, pair) in pairs.enumerated() {
      guard let hypothesis = results[index].first else { throw BenchmarkError.noHypothesis }
      let alignment = AttentionAligner.alignment(
        attention: hypothesis.attention, source: pair.source.text, pieces: sources[index].ranges,
        firstPosition: files.tokens.sourceBegin == nil ? 0 : 1, target: pair.target.text,
        tokens: targets[index].ranges)
      error.add(pair.words(of: alignment), gold: pair)
      total.sum += hypothesis.tokenScores.reduce(0) { $0 + Double($1) }
      total.count += hypothesis.tokenScores.count
    }
    return (error, total.sum / Double(max(total.count, 1)))
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
