import Foundation

/// The processor's time of the calling thread: tests share their cores, so that the clock on the wall tells nothing of
/// what work costs.
public enum ThreadTime {
  /// How long `body` kept this thread's processor.
  public static func measure(_ body: () throws -> Void) rethrows -> Duration {
    let start = now
    try body()
    return now - start
  }

  private static var now: Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
