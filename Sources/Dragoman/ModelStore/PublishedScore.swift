/// A quality figure that others published for a model.
public struct PublishedScore: Codable, Sendable, Hashable {
  /// Name of the test set.
  public var set: String
  /// BLEU, 0 to 100.
  public var bleu: Double?
  /// COMET, about 0 to 1.
  public var comet: Double?
  /// chrF, 0 to 100.
  public var chrf: Double?
  /// Who published it.
  public var by: String?

  public init(
    set: String, bleu: Double? = nil, comet: Double? = nil, chrf: Double? = nil, by: String? = nil
  ) {
    self.set = set
    self.bleu = bleu
    self.comet = comet
    self.chrf = chrf
    self.by = by
  }
}
