import Dragoman
import Foundation

/// A text and its translation, as a memory keeps them.
public struct MemoryUnit: Sendable, Equatable {
  public var from: LanguageTag
  public var to: LanguageTag
  public var source: String
  public var target: String
  /// The text before `source` in its document.
  public var previous: String?
  /// Whose it is; empty where none is told.
  public var project: String
  public var author: String?
  public var created: Date?
  /// Whether a machine made it and nobody has said that it is good.
  public var isMachineMade: Bool

  public init(
    from: LanguageTag, to: LanguageTag, source: String, target: String, previous: String? = nil,
    project: String = "", author: String? = nil, created: Date? = nil, isMachineMade: Bool = false
  ) {
    (self.from, self.to, self.source, self.target) = (from, to, source, target)
    (self.previous, self.project, self.author) = (previous, project, author)
    (self.created, self.isMachineMade) = (created, isMachineMade)
  }
}
