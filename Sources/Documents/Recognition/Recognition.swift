/// How sure a format is of a document.
public enum Recognition: Int, Sendable, Comparable {
  /// It is something else.
  case none
  /// Nothing speaks against it; only a name can tell.
  case possible
  /// It has the format's shape, which others may have too.
  case likely
  /// It has the format's mark.
  case certain

  public static func < (left: Recognition, right: Recognition) -> Bool { left.rawValue < right.rawValue }
}
