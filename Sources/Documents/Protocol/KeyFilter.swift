/// Chooses values by their keys: `menu.*`, `**.title`.
///
/// A pattern is parts between dots; `*` in a part stands for any of its characters, and `**` for any parts.
public struct KeyFilter: Sendable, Hashable, Codable {
  /// Only these; empty means all.
  public var included: [String]
  /// But not these.
  public var excluded: [String]

  public init(included: [String] = [], excluded: [String] = []) {
    self.included = included
    self.excluded = excluded
  }

  /// - Parameter path: the keys from the root to the value.
  public func accepts(_ path: [String]) -> Bool {
    let isIncluded = included.isEmpty || included.contains { Self.matches($0, path) }
    return isIncluded && !excluded.contains { Self.matches($0, path) }
  }

  private static func matches(_ pattern: String, _ path: [String]) -> Bool {
    let parts = pattern.split(separator: ".", omittingEmptySubsequences: false).map {
      Array($0.unicodeScalars)
    }
    return matches(
      parts, path.map { Array($0.unicodeScalars) }, isAny: { $0.elementsEqual("**".unicodeScalars) },
      equal: { part, key in
        matches(part, key, isAny: { $0 == "*" }, equal: { $0 == $1 })
      })
  }

  /// Whether `items` fit `pattern`, in time linear in the one times the other: only the last `isAny` is retried.
  private static func matches<Part, Item>(
    _ pattern: [Part], _ items: [Item], isAny: (Part) -> Bool, equal: (Part, Item) -> Bool
  ) -> Bool {
    var (part, item) = (0, 0)
    var retry: (part: Int, item: Int)?
    while item < items.count {
      if part < pattern.count, isAny(pattern[part]) {
        retry = (part + 1, item)
        part += 1
      } else if part < pattern.count, equal(pattern[part], items[item]) {
        part += 1
        item += 1
      } else if let last = retry {
        retry = (last.part, last.item + 1)
        part = last.part
        item = last.item + 1
      } else {
        return false
      }
    }
    return pattern[part...].allSatisfy(isAny)
  }
}
