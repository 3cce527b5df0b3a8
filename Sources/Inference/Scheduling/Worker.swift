/// The loop of one thread: take sentences, step, hand results out.
///
/// `@unchecked Sendable`: made on one thread and run on another, never on two at once.
final class Worker: @unchecked Sendable {
  private var pool: DecoderPool
  private let queue: JobQueue
  private let workers: Int

  init(pool: DecoderPool, queue: JobQueue, workers: Int) {
    self.pool = pool
    self.queue = queue
    self.workers = workers
  }

  /// Until the queue is closed.
  func run() {
    while true {
      if pool.wantsJobs {
        guard let jobs = queue.take(waits: pool.isEmpty, workers: workers, admission: pool.admission)
        else { return }
        attempt(jobs) { (pool) throws(InferenceError) in try pool.admit(jobs) }
      }
      attempt([]) { (pool) throws(InferenceError) in try pool.step() }
    }
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
