import Dragoman
import Memory

/// What a domain brings to a translation.
public struct DomainAddition: Sendable {
  public var glossaries: [Glossary] = []
  public var memories: [TranslationMemory.Source] = []
  public var style: TextStyle?
  /// See `TranslationOptions.preferredModel`.
  public var model: String?

  public init() {}

  /// Options with it: what they have themselves goes first. A memory of theirs that is no `TranslationMemory` cannot be
  /// joined, and stays alone.
  public func added(to options: TranslationOptions) -> TranslationOptions {
    var options = options
    options.glossaries += glossaries
    if !memories.isEmpty {
      if options.memory == nil {
        options.memory = TranslationMemory(memories)
      } else if let memory = options.memory as? TranslationMemory {
        options.memory = memory.adding(memories)
      }
    }
    options.style = options.style ?? style
    options.preferredModel = options.preferredModel ?? model
    return options
  }
}

extension TranslationOptions {
  /// Those of a house for a request: what it asks for goes first, then what its domain has, then what the house has.
  public func asked(
    glossaries: [Glossary], style: TextStyle?, domain: DomainAddition?
  ) -> TranslationOptions {
    var options = self
    (options.glossaries, options.style) = (glossaries, style)
    if let domain { options = domain.added(to: options) }
    options.glossaries += self.glossaries
    options.style = options.style ?? self.style
    return options
  }
}
