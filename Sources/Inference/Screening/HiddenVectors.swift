import Synchronization

/// What the output layer of a model multiplies while it translates.
package struct HiddenVectors: Sendable {
  package let dimension: Int
  package private(set) var values: [Float] = []  // [count, dimension]
  /// The words of the translations that came to their end.
  package private(set) var words: [Int32] = []

  package var count: Int { values.count / dimension }

  /// Decodes sentences greedily until `limit` vectors have been met or the sentences are through.
  /// - Parameters:
  ///   - sources: source ids with their special tokens.
  ///   - progress: called at each step with the number of vectors.
  package init(
    of model: TransformerModel, decoding sources: [[Int32]], limit: Int,
    progress: (Int) throws -> Void = { _ in }
  ) throws {
    dimension = model.configuration.modelDimension
    var options = DecodingOptions(beamSize: 1)
    options.narrowsVocabulary = false
    let requests = sources.map { DecodingRequest(source: $0, options: options) }
    for request in requests { try model.validate(request) }
    let finished = FinishedWords()
    let batch = DecodingBatch(requests: requests) { finished.add($1) }
    var pool = try DecoderPool(model: model, rowLimit: InferenceEngine.defaultRowLimit)
    var waiting = requests.indices[...]
    values.reserveCapacity((limit + InferenceEngine.defaultRowLimit) * dimension)
    while count < limit, !waiting.isEmpty || !pool.isEmpty {
      var admission = pool.admission
      let taken = waiting.prefix { admission.admits(requests[$0]) }
      waiting = waiting.dropFirst(taken.count)
      try pool.admit(taken.map { DecodingJob(batch: batch, index: $0) })
      let dimension = dimension
      try pool.step { x, rows in
        values.append(contentsOf: UnsafeBufferPointer(start: x, count: rows * dimension))
      }
      try progress(min(count, limit))
    }
    words = finished.all
  }
}

private final class FinishedWords: Sendable {
  private let words = Mutex<[Int32]>([])

  func add(_ hypotheses: [Hypothesis]) {
    words.withLock { $0 += hypotheses.first?.tokens ?? [] }
  }

  var all: [Int32] { words.withLock { $0 } }
}
