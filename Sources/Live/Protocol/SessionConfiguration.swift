import Dragoman

/// What a session does: `config` on the wire. It may come again at any time and holds for segments that begin later.
public struct SessionConfiguration: Sendable, Equatable, Codable {
  public enum Mode: String, Sendable, Codable {
    case verbatim
    /// Without hesitations: `er`, `um`, `嗯`.
    case clean
  }

  /// nil, or `auto` on the wire: told from each segment's text.
  public var source: LanguageTag?
  public var targets: [LanguageTag]
  public var stability = Stability.balanced
  public var mode = Mode.verbatim
  /// How long an update may be held back for being one of many; nil leaves it to the policy.
  public var maxLag: Duration?
  /// Names of glossaries; known ones are used, others are warned of.
  public var glossaries: [String] = []
  /// What is spoken about: its glossaries, memories, style and model are used.
  public var domain: Domain?
  /// How translations are written, by the names of profiles and rules.
  public var style: [String] = []

  public init(source: LanguageTag? = nil, targets: [LanguageTag], stability: Stability = .balanced) {
    self.source = source
    self.targets = targets
    self.stability = stability
  }

  private enum CodingKeys: String, CodingKey {
    case source, targets, target, stability, policy, mode, domain, style
    case maxLag = "max_lag_ms"
    case glossaries = "glossary_ids"
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let source = try container.decodeIfPresent(String.self, forKey: .source)
    self.source =
      source == nil || source == "auto" || source == ""
      ? nil : try container.decode(LanguageTag.self, forKey: .source)
    if let targets = try container.decodeIfPresent([LanguageTag].self, forKey: .targets) {
      self.targets = targets
    } else {
      targets = [try container.decode(LanguageTag.self, forKey: .target)]
    }
    guard !targets.isEmpty else {
      throw DecodingError.dataCorruptedError(
        forKey: .targets, in: container, debugDescription: "no language to translate to")
    }
    stability =
      try container.decodeIfPresent(Stability.self, forKey: .stability)
      ?? container.decodeIfPresent(Stability.self, forKey: .policy) ?? .balanced
    mode = try container.decodeIfPresent(Mode.self, forKey: .mode) ?? .verbatim
    glossaries = try container.decodeIfPresent([String].self, forKey: .glossaries) ?? []
    domain = try container.decodeIfPresent(Domain.self, forKey: .domain)
    style = try container.decodeIfPresent([String].self, forKey: .style) ?? []
    do { _ = try TextStyle(names: style) } catch {
      throw DecodingError.dataCorruptedError(
        forKey: .style, in: container, debugDescription: error.description)
    }
    if let milliseconds = try container.decodeIfPresent(Double.self, forKey: .maxLag) {
      guard milliseconds >= 0, milliseconds <= 600_000 else {
        throw DecodingError.dataCorruptedError(
          forKey: .maxLag, in: container, debugDescription: "not within 0 to 600000")
      }
      maxLag = .milliseconds(Int64(milliseconds))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(source?.code ?? "auto", forKey: .source)
    try container.encode(targets, forKey: .targets)
    try container.encode(stability, forKey: .stability)
    try container.encode(mode, forKey: .mode)
    if !glossaries.isEmpty { try container.encode(glossaries, forKey: .glossaries) }
    try container.encodeIfPresent(domain, forKey: .domain)
    if !style.isEmpty { try container.encode(style, forKey: .style) }
    try container.encodeIfPresent(maxLag.map { $0.milliseconds }, forKey: .maxLag)
  }
}

extension SessionConfiguration {
  /// Names are looked at when a configuration comes in.
  var textStyle: TextStyle? { (try? TextStyle(names: style)) ?? nil }
}

extension Duration {
  /// Whole ones.
  var milliseconds: Int { Int((seconds * 1000).rounded()) }
}
