/// The sentences of one call that no worker has taken, longest first.
final class WaitingCall {
  let batch: DecodingBatch
  private let order: [Int]
  private var next = 0

  init(_ batch: DecodingBatch) {
    self.batch = batch
    let lengths = batch.requests.map(\.source.count)
    order = lengths.indices.sorted {
      lengths[$0] != lengths[$1] ? lengths[$0] > lengths[$1] : $0 < $1
    }
  }

  var count: Int { order.count - next }

  var first: DecodingJob? {
    next < order.count ? DecodingJob(batch: batch, index: order[next]) : nil
  }

  func removeFirst() {
    next += 1
  }
}
