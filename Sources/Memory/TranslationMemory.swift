import Dragoman

/// Memories that a translation is made with: the best match of all of them counts, penalties taken off.
public final class TranslationMemory: TranslationRecalling {
  /// A memory and what is held against all that comes from it, 0...1.
  public struct Source: Sendable {
    public var store: MemoryStore
    public var penalty: Double

    public init(_ store: MemoryStore, penalty: Double = 0) { (self.store, self.penalty) = (store, penalty) }

    /// - Parameter name: a memory's file; `ours.dmem:5` takes 5 % off all its matches.
    /// - Throws: ``MemoryError``.
    public init(named name: String) throws {
      let parts = name.split(separator: ":", omittingEmptySubsequences: false)
      if parts.count > 1, let last = parts.last, let percent = Double(last), (0...100).contains(percent) {
        let path = parts.dropLast().joined(separator: ":")
        self.init(try MemoryStore(path: path), penalty: percent / 100)
      } else {
        self.init(try MemoryStore(path: name))
      }
    }
  }

  /// A match of the same text stands for it unless more than this is held against it.
  public static let mostPenalty = 0.05

  public let sources: [Source]
  /// Whose translations come first; nil where all are alike.
  public let project: String?
  public let penalties: MemoryPenalties
  /// Texts that are less alike say nothing, 0...1.
  public let leastScore: Double

  public init(
    _ sources: [Source], project: String? = nil, penalties: MemoryPenalties = MemoryPenalties(),
    leastScore: Double = 0.7
  ) {
    (self.sources, self.project, self.penalties, self.leastScore) = (sources, project, penalties, leastScore)
  }

  /// This one with more memories behind its own.
  public func adding(_ others: [Source]) -> TranslationMemory {
    TranslationMemory(sources + others, project: project, penalties: penalties, leastScore: leastScore)
  }

  /// Matches of all memories, the best first, with what they are worth.
  /// - Throws: ``MemoryError``.
  public func matches(
    of text: String, after previous: String? = nil, from: LanguageTag, to: LanguageTag, exactly: Bool = false,
    limit: Int = 5
  ) throws(MemoryError) -> [(match: MemoryMatch, score: Double)] {
    var found: [(match: MemoryMatch, score: Double)] = []
    for source in sources {
      let matches = try source.store.matches(
        of: text, after: previous, from: from, to: to, least: exactly ? 1 : leastScore, limit: max(limit, 5))
      let translations = Set(matches.filter(\.isExact).map(\.unit.target))
      found += matches.map { match in
        (match, match.similarity - source.penalty - penalty(match, isAmbiguous: translations.count > 1))
      }
    }
    let ranked = found.enumerated().sorted { a, b in
      (b.element.score, a.offset) < (a.element.score, b.offset)
    }
    return ranked.map(\.element).prefix(limit).filter {
      $0.score >= (exactly ? 1 - Self.mostPenalty - 1e-9 : leastScore)
    }
  }

  private func penalty(_ match: MemoryMatch, isAmbiguous: Bool) -> Double {
    (match.unit.isMachineMade ? penalties.machineMade : 0)
      + (project != nil && match.unit.project != project ? penalties.otherProject : 0)
      + (match.isExact && isAmbiguous && !match.hasSameContext ? penalties.ambiguous : 0)
  }

  public func recall(
    _ text: String, after previous: String?, from: LanguageTag, to: LanguageTag, exactly: Bool
  ) throws -> RecalledTranslation? {
    let best = try matches(of: text, after: previous, from: from, to: to, exactly: exactly, limit: 1).first
    return best.map { match, score in
      RecalledTranslation(
        source: match.unit.source, text: match.unit.target, score: score,
        isExact: match.isExact && score >= 1 - Self.mostPenalty - 1e-9)
    }
  }
}
