import Foundation
import Inference
import ModelFormats

/// A model folder opened in single precision, spoken to in tokens.
struct ReferenceEngine {
  let model: TranslationModel
  let engine: InferenceEngine

  init(folder: URL, computeType: ComputeType = .float32, threadCount: Int = 1) throws {
    model = try ModelLoader.load(folder: folder)
    engine = try InferenceEngine(
      model: TransformerModel(
        configuration: model.configuration, parameters: model.parameters, tokens: model.tokens,
        computeType: computeType),
      threadCount: threadCount)
  }

  func decode(_ sources: [[String]], options: DecodingOptions) async throws -> [[Hypothesis]] {
    try await engine.decode(
      sources.map { tokens in
        let ids = tokens.map { model.tokenizer.source.id(of: $0) }
        return DecodingRequest(source: model.framedSource(ids), options: options)
      })
  }

  /// Target ids of `tokens`.
  func targetIDs(_ tokens: [String]) -> [Int32] { tokens.map { model.tokenizer.target.id(of: $0) } }

  /// The tokens that target ids stand for.
  func targetTokens(_ ids: [Int32]) -> [String] { ids.compactMap { model.tokenizer.target.token($0) } }
}
