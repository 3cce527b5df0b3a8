/// The way of a text from one language to another: models and script conversions, in order.
public struct Route: Sendable, Hashable, Codable {
  /// As asked for, or as detected.
  public let from: LanguageTag
  public let to: LanguageTag
  public let steps: [RouteStep]
  /// The BLEU to expect, from what the models declare: a model's own, or for several what is left when each
  /// loses its share; nil where a model declares none, and for conversions alone.
  public let quality: Double?

  package init(from: LanguageTag, to: LanguageTag, steps: [RouteStep], quality: Double? = nil) {
    self.from = from
    self.to = to
    self.steps = steps
    self.quality = quality
  }

  /// The models' names, in order.
  public var models: [String] { steps.compactMap(\.model) }

  /// The languages between two models, in order; empty for a direct route.
  public var pivots: [LanguageTag] {
    steps.filter { $0.kind == .model }.dropLast().map(\.to)
  }
}
