import Inference
import ModelFormats
import Tokenization

/// A packed model and its vocabularies, without the files that they came from.
struct TextEngine {
  let tokenizer: ModelTokenizer
  let marks: SourceMarks
  let options: DecodingOptions
  let engine: InferenceEngine

  /// The best hypothesis of each line, in the order of `lines`.
  func decode(_ lines: [String]) async throws -> [Hypothesis] {
    let requests = lines.map {
      DecodingRequest(source: marks.framed(tokenizer.encode($0).ids), options: options)
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
