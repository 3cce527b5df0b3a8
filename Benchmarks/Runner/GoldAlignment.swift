import Dragoman
import Foundation

/// A sentence pair aligned by hand: see Benchmarks/Alignment/README.md.
struct GoldAlignment {
  struct Link: Hashable {
    var source: Int
    var target: Int
  }

  /// One side: the text as it is written, and the bytes of each of its words.
  struct Side {
    var text = ""
    var words: [Range<Int>] = []

    /// Words as the gold files list them, set with the spaces of ordinary writing.
    init(words tokens: [Substring]) {
      var previous: Substring?
      for token in tokens {
        if let previous, !Self.touches(previous, token) { text += " " }
        let start = text.utf8.count
        text += token
        words.append(start..<text.utf8.count)
        previous = token
      }
    }

    private static func touches(_ left: Substring, _ right: Substring) -> Bool {
      guard let last = left.unicodeScalars.last, let first = right.unicodeScalars.first else { return true }
      if last.isWide || first.isWide || ".,;:!?)%".unicodeScalars.contains(first) { return true }
      // `President 's`, `Pourriez -vous`; `l' objectif`.
      return first == "'" || first == "-" || (last == "'" && left.count > 1)
    }
  }

  var source: Side
  var target: Side
  /// Links that must be found.
  var sure: Set<Link>
  /// Links that may be found, the sure ones included.
  var possible: Set<Link>

  /// The same pair the other way round.
  var reversed: GoldAlignment {
    func turned(_ links: Set<Link>) -> Set<Link> {
      Set(links.map { Link(source: $0.target, target: $0.source) })
    }
    return GoldAlignment(source: target, target: source, sure: turned(sure), possible: turned(possible))
  }

  /// - Throws: `BenchmarkError` naming the line that is no pair.
  static func read(_ path: String) throws -> [GoldAlignment] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw BenchmarkError.unreadableText(path: path, reason: "no such UTF-8 file")
    }
    var pairs: [GoldAlignment] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty && !line.hasPrefix("#") {
      guard let pair = GoldAlignment(line) else {
        throw BenchmarkError.badAlignment(path: path, line: index + 1)
      }
      pairs.append(pair)
    }
    guard !pairs.isEmpty else { throw BenchmarkError.noLines(path: path) }
    return pairs
  }
}

extension GoldAlignment {
  /// `words ||| words ||| 0-0 1-2 ? 3-1`; nil for anything else.
  init?(_ line: Substring) {
    let fields = line.components(separatedBy: " ||| ")
    guard fields.count == 3 else { return nil }
    source = Side(words: fields[0].split(separator: " "))
    target = Side(words: fields[1].split(separator: " "))
    let parts = fields[2].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let limits = (source.words.count, target.words.count)
    guard let sure = Self.links(parts[0], limits),
      let others = Self.links(parts.dropFirst().first ?? "", limits)
    else { return nil }
    self.sure = sure
    possible = sure.union(others)
  }

  private static func links(_ text: Substring, _ limits: (Int, Int)) -> Set<Link>? {
    var links = Set<Link>()
    for item in text.split(separator: " ") {
      let numbers = item.split(separator: "-").compactMap { Int($0) }
      guard numbers.count == 2, numbers[0] < limits.0, numbers[1] < limits.1 else { return nil }
      links.insert(Link(source: numbers[0], target: numbers[1]))
    }
    return links
  }

  /// Links of words out of an alignment of the two texts: those that its stretches touch.
  func words(of alignment: Alignment) -> Set<Link> {
    var found = Set<Link>()
    for link in alignment.links {
      for (i, from) in source.words.enumerated() where from.overlaps(link.source) {
        for (j, to) in target.words.enumerated() where to.overlaps(link.target) {
          found.insert(Link(source: i, target: j))
        }
      }
    }
    return found
  }
}
