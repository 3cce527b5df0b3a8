/// One step of a route: a model's translation, or a conversion between the scripts of Chinese.
public struct RouteStep: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Codable {
    case model
    case script
  }

  public let kind: Kind
  /// What the step reads: the language that the model is made for, or the script before the conversion.
  public let from: LanguageTag
  /// What the step writes.
  public let to: LanguageTag
  /// The model's name in the store, or its folder; nil for a conversion.
  public let model: String?
  /// OpenCC's conversion; nil for a model.
  public let conversion: ScriptConversion?
  /// BLEU as the model's manifest declares it; nil where it declares none, and for a conversion.
  public let quality: Double?

  package init(model: String, from: LanguageTag, to: LanguageTag, quality: Double?) {
    kind = .model
    self.model = model
    self.from = from
    self.to = to
    self.quality = quality
    conversion = nil
  }

  package init(_ conversion: ScriptConversion, from: LanguageTag) {
    kind = .script
    self.conversion = conversion
    self.from = from
    to = conversion.result.tag
    model = nil
    quality = nil
  }
}
