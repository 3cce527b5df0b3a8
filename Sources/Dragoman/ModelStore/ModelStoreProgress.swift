/// How far a store operation has come.
public struct ModelStoreProgress: Sendable, Equatable {
  public enum Stage: String, Sendable {
    /// Another process works on the store.
    case waiting
    case downloading
    case unpacking
    case verifying
    /// The model is turned into the own format; the bytes are those of its files.
    case converting
  }

  public var stage: Stage
  /// Bytes of this stage done.
  public var completedBytes: Int64
  /// Bytes of this stage in all, nil when unknown.
  public var totalBytes: Int64?

  public init(stage: Stage, completedBytes: Int64 = 0, totalBytes: Int64? = nil) {
    self.stage = stage
    self.completedBytes = completedBytes
    self.totalBytes = totalBytes
  }
}
