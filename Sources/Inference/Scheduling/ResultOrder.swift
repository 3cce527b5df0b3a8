/// In which order a stream of results comes.
public enum ResultOrder: Sendable {
  /// As their inputs came: each as soon as it and all before it are done.
  case input
  /// Each as soon as it is done.
  case finished
}
