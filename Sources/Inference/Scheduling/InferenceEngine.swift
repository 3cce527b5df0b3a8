import Foundation

/// A model at work: worker threads that share its weights and decode sentences from one queue.
///
/// A sentence's result is the same alone and in company, with one worker and with many.
public final class InferenceEngine: Sendable {
  /// The widest beam.
  public static let maximumBeamSize = 32
  /// Target positions that one worker's hypotheses can hold at once; memory is taken as they fill.
  static let cacheRows = 1 << 16
  /// Decoder rows of one worker: wide enough that the weights are read seldom, narrow enough for the cache.
  public static let defaultRowLimit = 32
  /// Matrix products that cost less, in bytes of weights times rows, are not worth a word to another core.
  package static let defaultLeastSharedCost = 1 << 20

  public let model: TransformerModel
  public let threadCount: Int
  private let queue = JobQueue()

  /// - Parameters:
  ///   - threadCount: Workers; one for each core is right.
  ///   - rowLimit: Hypotheses that one worker decodes side by side; with beams up to twice as many.
  /// - Throws: `InferenceError.outOfMemory`.
  public convenience init(
    model: TransformerModel, threadCount: Int, rowLimit: Int = InferenceEngine.defaultRowLimit
  ) throws(InferenceError) {
    try self.init(
      model: model, threadCount: threadCount, rowLimit: rowLimit, leastSharedCost: Self.defaultLeastSharedCost
    )
  }

  /// - Parameter leastSharedCost: What a product must cost to be shared with idle workers, in bytes of weights times
  ///   rows.
  package init(
    model: TransformerModel, threadCount: Int, rowLimit: Int, leastSharedCost: Int
  ) throws(InferenceError) {
    guard threadCount > 0, rowLimit > 0 else {
      throw .invalidOption(name: "threadCount or rowLimit", reason: "must be above 0")
    }
    self.model = model
    self.threadCount = threadCount
    let team = HelperTeam(workers: threadCount, queue: queue, leastCost: leastSharedCost)
    let products = (0..<threadCount).map { SharedProduct(team: team, index: $0) }
    for index in 0..<threadCount {
      let pool = try DecoderPool(
        model: model, rowLimit: rowLimit, sharing: threadCount > 1 ? products[index] : nil)
      let worker = Worker(pool: pool, queue: queue, team: team, products: products)
      let thread = Thread { worker.run() }
      thread.name = "dragoman-\(index)"
      thread.stackSize = 4 << 20
      thread.start()
    }
  }

  deinit {
    queue.close()
  }

  /// Decodes sentences; results in the order of `requests`, each with its hypotheses, best first.
  /// - Parameter onFinished: called on a worker thread as each sentence ends, with its index.
  /// - Throws: `InferenceError` for a request that cannot be decoded, `CancellationError` when cancelled.
  public func decode(
    _ requests: [DecodingRequest], onFinished: (@Sendable (Int, [Hypothesis]) -> Void)? = nil
  ) async throws -> [[Hypothesis]] {
    guard !requests.isEmpty else { return [] }
    for request in requests {
      try model.validate(request)
      guard Admission.cacheRows(for: request, model) <= Self.cacheRows else {
        throw InferenceError.invalidOption(
          name: "beamSize", reason: "beamSize times maximumLength is above \(Self.cacheRows)")
      }
    }
    let batch = DecodingBatch(requests: requests, onFinished: onFinished)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        batch.attach(continuation)
        queue.add(batch)
      }
    } onCancel: { [queue] in
      batch.fail(CancellationError())
      queue.remove(batch)
    }
  }
}
