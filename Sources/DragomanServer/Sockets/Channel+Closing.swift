import NIOCore

extension Channel {
  /// Returns when the channel is closed, or the time is over.
  func closed(within time: TimeAmount) async {
    let timeout = eventLoop.scheduleTask(in: time) {}
    closeFuture.whenComplete { _ in timeout.cancel() }
    try? await timeout.futureResult.get()
  }
}
