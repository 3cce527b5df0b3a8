import Foundation
import Synchronization

/// Sentences that wait for a worker. Calls take turns, so that a short one does not wait behind a long one;
/// within a call the longest sentence goes first, so that no worker is left alone with it at the end.
///
/// `@unchecked Sendable`: every access to the state that is not atomic is under `condition`.
final class JobQueue: @unchecked Sendable {
  private let condition = NSCondition()
  private var calls = CallQueue<WaitingCall>()
  private var sentences = 0
  private var isClosed = false
  private var wantedHelpers = 0
  private let needed = Atomic<Bool>(false)
  private let sleepers = Atomic<Int>(0)
  private let isCalled = Atomic<Bool>(false)

  /// Whether sentences wait, or the queue was closed: a helper has something better to do.
  var needsWorker: Bool { needed.load(ordering: .relaxed) }

  func add(_ batch: DecodingBatch) {
    let call = WaitingCall(batch)
    condition.withLock {
      // Whoever gives a call up takes it out of the queue, where it may not have been yet.
      guard !batch.isAbandoned else { return }
      calls.append(call)
      sentences += call.count
      update()
      wake(call.count)
    }
  }

  /// Takes out what is left of a call.
  func remove(_ batch: DecodingBatch) {
    condition.withLock {
      calls.removeAll { call in
        guard call.batch === batch else { return false }
        sentences -= call.count
        return true
      }
      update()
    }
  }

  /// Lets waiting workers go home.
  func close() {
    condition.withLock {
      isClosed = true
      update()
      condition.broadcast()
    }
  }

  /// Up to an even share of what waits, as far as `admission` lets it in; nil when the queue was closed.
  func take(workers: Int, admission: Admission) -> [DecodingJob]? {
    condition.withLock {
      var admission = admission
      if isClosed { return nil }
      var share = (sentences + workers - 1) / workers
      var jobs: [DecodingJob] = []
      while share > 0, let call = calls.first, let job = call.first {
        guard !call.batch.isAbandoned else {
          sentences -= call.count
          _ = calls.popFirst()
          continue
        }
        guard admission.admits(job.request) else { break }
        jobs.append(job)
        share -= 1
        sentences -= 1
        call.removeFirst()
        if call.count > 0 { calls.rotate() } else { _ = calls.popFirst() }
      }
      update()
      return jobs
    }
  }

  /// Sleeps until a sentence comes, or a call for helpers, or the end.
  func wait() {
    condition.withLock {
      sleepers.add(1, ordering: .relaxed)
      while calls.isEmpty && !isClosed && wantedHelpers == 0 { condition.wait() }
      sleepers.subtract(1, ordering: .relaxed)
      wantedHelpers = max(0, wantedHelpers - 1)
      if wantedHelpers == 0 { isCalled.store(false, ordering: .relaxed) }
    }
  }

  /// Wakes up to `limit` workers that sleep, unless that was done and none has come yet.
  /// - Returns: whether there is one.
  func callHelpers(_ limit: Int) -> Bool {
    guard sleepers.load(ordering: .relaxed) > 0 else { return false }
    guard !isCalled.exchange(true, ordering: .relaxed) else { return true }
    condition.withLock {
      wantedHelpers = min(limit, sleepers.load(ordering: .relaxed))
      if wantedHelpers == 0 { isCalled.store(false, ordering: .relaxed) }
      wake(wantedHelpers)
    }
    return true
  }

  private func wake(_ count: Int) {
    for _ in 0..<min(count, sleepers.load(ordering: .relaxed)) { condition.signal() }
  }

  private func update() {
    needed.store(!calls.isEmpty || isClosed, ordering: .relaxed)
  }
}
