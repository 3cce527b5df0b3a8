import Inference

extension TransformerModel {
  /// The hypotheses of each request, in an engine of its own.
  func decode(
    _ requests: [DecodingRequest], threads: Int = 1, rows: Int = 64
  ) async throws -> [[Hypothesis]] {
    let engine = try InferenceEngine(model: self, threadCount: threads, rowLimit: rows)
    return try await engine.decode(requests)
  }

  func decode(_ sources: [[Int32]], _ options: DecodingOptions) async throws -> [[Hypothesis]] {
    try await decode(sources.map { DecodingRequest(source: $0, options: options) })
  }

  /// The one hypothesis of a target that is given.
  func score(
    _ target: [Int32], of source: [Int32], _ options: DecodingOptions = DecodingOptions()
  ) async throws -> Hypothesis? {
    try await decode([DecodingRequest(source: source, target: target, options: options)])[0].first
  }
}

extension DecodingOptions {
  /// A search that keeps `beamSize` hypotheses and returns them all.
  static func all(_ beamSize: Int, length: Int = 16) -> DecodingOptions {
    var options = DecodingOptions(beamSize: beamSize)
    options.hypothesisCount = beamSize
    options.maximumLength = length
    return options
  }
}
