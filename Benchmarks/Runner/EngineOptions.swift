import ArgumentParser
import Foundation
import Inference
import ModelFormats

/// What every measurement needs: a model, and how it computes.
struct EngineOptions: ParsableArguments {
  @Option(help: "Model folder.") var model: String
  @Option(help: "int8, float32 or float32-blas.") var compute = "int8"
  @Option(help: "Worker threads.") var threads = 1
  @Option(help: "Decoder rows of one worker; with beams up to twice as many.") var rows = InferenceEngine
    .defaultRowLimit
  @Option(help: "Beam size.") var beam = 1
  @Option(help: "Length penalty.") var lengthPenalty: Float = 1
  @Option(help: "Longest translation, in tokens.") var maximumLength = 512
  @Option(help: "Least cost of a matrix product that idle threads share, in bytes of weights times rows.")
  var leastSharedCost = InferenceEngine.defaultLeastSharedCost
  @Flag(help: "All target words at each step: no shortlist and no screen.") var fullVocabulary = false

  /// Reads and packs the model; its files are let go when this returns.
  func load() throws -> TextEngine {
    guard let computeType = ComputeType(rawValue: compute) else {
      throw ValidationError("--compute takes \(ComputeType.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let files = try ModelLoader.load(folder: URL(fileURLWithPath: model))
    let transformer = try TransformerModel(
      configuration: files.configuration, parameters: files.parameters, tokens: files.tokens,
      shortlist: files.shortlist, computeType: computeType)
    return TextEngine(
      model: transformer, tokenizer: files.tokenizer, marks: files.marks, options: decoding,
      engine: try InferenceEngine(
        model: transformer, threadCount: threads, rowLimit: rows, leastSharedCost: leastSharedCost))
  }

  private var decoding: DecodingOptions {
    var options = DecodingOptions(beamSize: beam)
    options.lengthPenalty = lengthPenalty
    options.maximumLength = maximumLength
    options.narrowsVocabulary = !fullVocabulary
    return options
  }
}
