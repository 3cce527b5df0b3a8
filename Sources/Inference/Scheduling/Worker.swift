/// The loop of one thread: take sentences, step, hand results out; without sentences, help the others.
///
/// `@unchecked Sendable`: made on one thread and run on another, never on two at once.
final class Worker: @unchecked Sendable {
  private var pool: DecoderPool
  private let queue: JobQueue
  private let team: HelperTeam
  /// Of all workers of the engine.
  private let products: [SharedProduct]

  init(pool: DecoderPool, queue: JobQueue, team: HelperTeam, products: [SharedProduct]) {
    self.pool = pool
    self.queue = queue
    self.team = team
    self.products = products
  }

  /// Until the queue is closed.
  func run() {
    while true {
      if pool.wantsJobs {
        guard let jobs = queue.take(workers: products.count, admission: pool.admission) else { return }
        attempt(jobs) { (pool) throws(InferenceError) in try pool.admit(jobs) }
      }
      if pool.isEmpty {
        rest()
      } else {
        attempt([]) { (pool) throws(InferenceError) in try pool.step() }
      }
    }
  }

  private func rest() {
    if products.count > 1 { team.help(with: products) }
    if !queue.needsWorker { queue.wait() }
  }

  /// A worker that cannot go on tells all who wait for it, and lives.
  private func attempt(
    _ jobs: [DecodingJob], _ body: (inout DecoderPool) throws(InferenceError) -> Void
  ) {
    do {
      try body(&pool)
    } catch {
      pool.failAll(error)
      for job in jobs { job.batch.fail(error) }
    }
  }
}
