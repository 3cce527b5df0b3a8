import Foundation

/// One process at a time works on a job. The system drops the lock when its holder dies, however it dies.
final class JobLock: Sendable {
  private let descriptor: Int32

  /// - Parameter path: the job's; the lock is a file beside it.
  init(job path: String) throws {
    descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw BatchError.unwritable(path + ".lock", reason: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw BatchError.inUse(path)
    }
  }

  deinit { close(descriptor) }
}
