/// How much a translation that is still being spoken may change before a reader's eyes.
public enum Stability: String, Sendable, Codable, CaseIterable {
  /// Shows only what two updates in a row agree on, and never takes a word back.
  case append
  /// Shows the whole translation but its last words, and changes as little as it can.
  case balanced
  /// Shows every update as it is.
  case fast
  /// Shows whole segments only.
  case sentence

  /// Each update is made from the one before.
  var leansOnTheLast: Bool { self == .append || self == .balanced }
}
