import Dragoman
import Foundation
import GRDB

extension MemoryStore {
  /// Lists of more units in all are not read for one text: its rarest trigrams say enough.
  private static let mostPostings = 30_000
  private static let fewestGrams = 4
  /// Units whose lengths are compared, and of those as long as wanted, units whose texts are.
  private static let mostCandidates = 200
  private static let mostComparisons = 40
  /// Longer texts, in tokens, are only found as they are.
  private static let longestFuzzy = 400

  /// Units for a text, the best first: the same text with the same text before it, the same text, texts like it.
  /// Where there is the same text, others are not looked for.
  ///
  /// - Parameters:
  ///   - previous: the text before; nil where that is not known.
  ///   - least: how alike texts must be, 0...1.
  public func matches(
    of text: String, after previous: String? = nil, from: LanguageTag, to: LanguageTag, least: Double = 0.7,
    limit: Int = 5
  ) throws(MemoryError) -> [MemoryMatch] {
    let text = MemoryText(text)
    guard !text.form.isEmpty, limit > 0 else { return [] }
    let context = previous.map { MemoryText($0).key }
    return try reading { db in
      let pairs = try self.pairs(db, from: from, to: to)
      guard !pairs.isEmpty else { return [] }
      let exact = try self.exact(db, text, context, pairs)
      if !exact.isEmpty || least >= 1 { return Array(exact.prefix(limit)) }
      return Array(try self.fuzzy(db, text, context, pairs, least: least).prefix(limit))
    }
  }

  /// Pairs of these languages, or of those that they stand for.
  private func pairs(_ db: Database, from: LanguageTag, to: LanguageTag) throws -> [Int64] {
    let rows = try Row.fetchAll(db, sql: "SELECT id, source, target FROM pair")
    let pairs = rows.compactMap { row -> (id: Int64, from: LanguageTag, to: LanguageTag)? in
      guard let from = try? LanguageTag(row["source"] as String),
        let to = try? LanguageTag(row["target"] as String)
      else { return nil }
      return (row["id"], from, to)
    }
    let sources = LanguageMatcher.best(for: from, among: pairs.map(\.from))
    let fitting = pairs.filter { $0.from == sources }
    let target = LanguageMatcher.best(for: to, among: fitting.map(\.to))
    return fitting.filter { $0.to == target }.map(\.id)
  }

  private func exact(_ db: Database, _ text: MemoryText, _ context: Int64?, _ pairs: [Int64]) throws
    -> [MemoryMatch]
  {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql:
          "SELECT unit.pair AS pair, \(UnitRow.columns) FROM \(UnitRow.tables) WHERE unit.key = ? ORDER BY unit.id DESC"
      ),
      arguments: [text.key])
    let units = try rows.filter { row in
      pairs.contains(row["pair"]) && MemoryText.form(of: row["source"]) == text.form
    }.map(UnitRow.init)
    let matches = units.map { row in
      MemoryMatch(
        unit: row.unit, similarity: 1, isExact: true, hasSameContext: context != nil && row.context == context
      )
    }
    // The newest of those that are as good.
    return matches.enumerated().sorted { a, b in
      (b.element.rank, a.offset) < (a.element.rank, b.offset)
    }.map(\.element)
  }

  private func fuzzy(
    _ db: Database, _ text: MemoryText, _ context: Int64?, _ pairs: [Int64], least: Double
  ) throws -> [MemoryMatch] {
    guard (1...Self.longestFuzzy).contains(text.tokens.count) else { return [] }
    let index = try self.index.withLock { index in
      try index.refresh(db)
      return index
    }
    var counter = CandidateCounter(last: index.last)
    for pair in pairs { try count(db, UnitGrams.all(of: text, pair: pair), index, into: &counter) }
    let candidates = try ofLength(
      Double(text.tokens.count) * least...Double(text.tokens.count) / least,
      counter.best(Self.mostCandidates), db)
    guard !candidates.isEmpty else { return [] }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(UnitRow.columns) FROM \(UnitRow.tables)
        WHERE unit.id IN (\(candidates.map(String.init).joined(separator: ",")))
        """)
    let matches = try rows.compactMap { row -> (id: Int64, match: MemoryMatch)? in
      let other = MemoryText(row["source"])
      guard let similarity = EditSimilarity.of(text.tokens, other.tokens, least: least) else { return nil }
      let found = try UnitRow(row)
      return (
        found.id,
        MemoryMatch(
          // Equal tokens may still be other numbers or capitals.
          unit: found.unit, similarity: min(similarity, 0.99), isExact: false,
          hasSameContext: context != nil && found.context == context)
      )
    }
    return matches.sorted { a, b in
      (b.match.similarity, b.match.rank, b.id) < (a.match.similarity, a.match.rank, a.id)
    }.map(\.match)
  }

  /// Those of some units that have so many tokens, in their order.
  private func ofLength(_ range: ClosedRange<Double>, _ units: [UInt32], _ db: Database) throws -> [UInt32] {
    let statement = try db.cachedStatement(sql: "SELECT tokens FROM unit INDEXED BY unit_tokens WHERE id = ?")
    var fitting: [UInt32] = []
    for unit in units where fitting.count < Self.mostComparisons {
      if let count = try Int.fetchOne(statement, arguments: [Int64(unit)]), range.contains(Double(count)) {
        fitting.append(unit)
      }
    }
    return fitting
  }

  /// Counts units by the trigrams that they share with a text, the rarest first.
  private func count(
    _ db: Database, _ grams: [UInt32], _ index: MemoryIndex, into counter: inout CandidateCounter
  ) throws {
    let ranked = grams.map { (gram: $0, count: index.frequencies[$0]) }.filter { $0.count > 0 }
      .sorted { ($0.count, $0.gram) < ($1.count, $1.gram) }
    let statement = try db.cachedStatement(sql: "SELECT units FROM posting WHERE gram = ?")
    var (read, used) = (0, 0)
    for (gram, count) in ranked {
      guard used < Self.fewestGrams || read + count <= Self.mostPostings else { break }
      let lists = try Data.fetchCursor(statement, arguments: [Int64(gram)])
      while let list = try lists.next() { PostingList.decode(list) { counter.add($0) } }
      for unit in index.tail(of: gram) { counter.add(unit) }
      read += count
      used += 1
    }
  }
}

extension MemoryMatch {
  /// Among matches that are as alike: the right context, then people's work.
  fileprivate var rank: Int { (hasSameContext ? 2 : 0) + (unit.isMachineMade ? 0 : 1) }
}
