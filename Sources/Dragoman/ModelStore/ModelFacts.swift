/// What a model's files say about the model.
public struct ModelFacts: Sendable, Hashable {
  /// Name for people.
  public var name: String?
  /// Source language, as the files spell it.
  public var from: String?
  /// Target language, as the files spell it.
  public var to: String?
  /// SPDX identifier.
  public var licence: String?
  /// Whom to credit.
  public var attribution: String?
  /// Element type of most weights, such as `int8`.
  public var quantisation: String?

  public init(
    name: String? = nil, from: String? = nil, to: String? = nil, licence: String? = nil,
    attribution: String? = nil, quantisation: String? = nil
  ) {
    self.name = name
    self.from = from
    self.to = to
    self.licence = licence
    self.attribution = attribution
    self.quantisation = quantisation
  }
}
