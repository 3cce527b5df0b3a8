import Foundation

/// An advisory lock on the store, held by one process (or one object) at a time.
///
/// The system drops it when its holder dies, however it dies.
final class StoreLock {
  private let descriptor: Int32

  /// Waits for the lock; `onWait` is called once when another holds it.
  init(path: String, cancellation: CancellationFlag, onWait: () -> Void) throws {
    // Closed on exec: a child must not hold the lock past our end.
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw ModelStoreError.system("lock", path: path) }
    var hasWaited = false
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      do {
        guard code == EWOULDBLOCK || code == EINTR else {
          throw ModelStoreError.system("lock", path: path, code: code)
        }
        try cancellation.check()
      } catch {
        close(descriptor)
        throw error
      }
      if !hasWaited {
        hasWaited = true
        onWait()
      }
      usleep(100_000)
    }
  }

  func release() {
    flock(descriptor, LOCK_UN)
  }

  deinit { close(descriptor) }
}
