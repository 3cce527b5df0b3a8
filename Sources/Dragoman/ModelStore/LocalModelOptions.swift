/// What to assume about a model that is installed from a local folder or archive.
///
/// Nil fields are read from the model's `metadata.json`, or told from its name.
public struct LocalModelOptions: Sendable {
  /// Name in the store.
  public var id: String?
  /// Source language, BCP 47.
  public var from: String?
  /// Target language, BCP 47.
  public var to: String?
  /// Takes the place of an installed model of the same name.
  public var replacing: Bool

  public init(id: String? = nil, from: String? = nil, to: String? = nil, replacing: Bool = false) {
    self.id = id
    self.from = from
    self.to = to
    self.replacing = replacing
  }
}
