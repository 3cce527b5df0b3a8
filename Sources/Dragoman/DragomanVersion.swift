/// The version of this library and its command line.
public enum DragomanVersion {
  public static let current = "0.1.0"
}
