import Dragoman

/// A name or term that a document has several times, and how it was rendered.
public struct DocumentTerm: Sendable, Equatable, Codable {
  /// As the source has it.
  public var source: String
  /// What it is called in the translation.
  public var target: String
  /// Places in the source.
  public var count: Int
  /// Other renderings that were found, with their numbers.
  public var others: [String: Int]

  public init(source: String, target: String, count: Int, others: [String: Int] = [:]) {
    (self.source, self.target, self.count, self.others) = (source, target, count, others)
  }
}
