import Foundation

/// Sentences that wait for a worker. Calls take turns, so that a short one does not wait behind a long one;
/// within a call the longest sentence goes first, so that no worker is left alone with it at the end.
///
/// `@unchecked Sendable`: every access to the state is under `condition`.
final class JobQueue: @unchecked Sendable {
  private struct Line {
    let batch: DecodingBatch
    var order: ArraySlice<Int>
  }

  private let condition = NSCondition()
  private var lines: [Line] = []
  private var turn = 0
  private var isClosed = false

  func add(_ batch: DecodingBatch) {
    let order = batch.requests.indices.sorted {
      let (a, b) = (batch.requests[$0].source.count, batch.requests[$1].source.count)
      return a != b ? a > b : $0 < $1
    }
    condition.withLock {
      lines.append(Line(batch: batch, order: order[...]))
      condition.broadcast()
    }
  }

  /// Lets waiting workers go home.
  func close() {
    condition.withLock {
      isClosed = true
      condition.broadcast()
    }
  }

  /// Up to an even share of what waits, as far as `admission` lets it in.
  /// Waits for work when `waits`; returns nil when the queue was closed.
  func take(
    waits: Bool, workers: Int, admission: Admission
  ) -> [DecodingJob]? {
    condition.withLock {
      var admission = admission
      while lines.isEmpty && waits && !isClosed { condition.wait() }
      if isClosed { return nil }
      lines.removeAll { $0.batch.isAbandoned }
      let waiting = lines.reduce(0) { $0 + $1.order.count }
      var share = (waiting + workers - 1) / workers
      var jobs: [DecodingJob] = []
      while share > 0, !lines.isEmpty {
        turn = turn < lines.count ? turn : 0
        guard let index = lines[turn].order.first, admission.admits(lines[turn].batch.requests[index]) else {
          break
        }
        jobs.append(DecodingJob(batch: lines[turn].batch, index: index))
        lines[turn].order.removeFirst()
        share -= 1
        if lines[turn].order.isEmpty { lines.remove(at: turn) } else { turn += 1 }
      }
      return jobs
    }
  }
}
