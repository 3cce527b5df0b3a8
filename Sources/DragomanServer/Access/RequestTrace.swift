import Synchronization

/// What the work on a request leaves for its line in the log.
package final class RequestTrace: Sendable {
  /// The trace of the request that this task works on.
  @TaskLocal package static var current: RequestTrace?

  private let state = Mutex<(keyID: String?, characters: Int)>((nil, 0))

  package init() {}

  package func admitted(keyID: String?, characters: Int) {
    state.withLock { $0 = (keyID ?? $0.keyID, $0.characters + characters) }
  }

  package var keyID: String? { state.withLock { $0.keyID } }
  package var characters: Int { state.withLock { $0.characters } }
}
