import Inference
import ModelFormats
import Tokenization

/// A packed model and its vocabularies, without the files that they came from.
struct TextEngine {
  let model: TransformerModel
  let tokenizer: ModelTokenizer
  let marks: SourceMarks
  let options: DecodingOptions
  let engine: InferenceEngine

  /// The best hypothesis of each line, in the order of `lines`.
  /// - Parameter drafts: likely translations of the first lines.
  func decode(_ lines: [String], drafts: [String] = []) async throws -> [Hypothesis] {
    let requests = lines.enumerated().map { index, line in
      DecodingRequest(
        source: marks.framed(tokenizer.encode(line).ids),
        draft: index < drafts.count ? tokenizer.encodeTarget(drafts[index]).ids : [], options: options)
    }
    let results = try await engine.decode(requests)
    return try results.map {
      guard let best = $0.first else { throw BenchmarkError.noHypothesis }
      return best
    }
  }

  /// The text of `hypothesis`, on one line.
  func text(of hypothesis: Hypothesis) -> String {
    tokenizer.decode(hypothesis.tokens).replacing("\n", with: " ")
  }
}
