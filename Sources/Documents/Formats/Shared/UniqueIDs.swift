/// Gives each unit an id of its own, whatever the document calls them.
struct UniqueIDs {
  private static let longest = 200

  private var used: Set<String> = []
  private var counts: [String: Int] = [:]

  /// The beginning of a name that is part of many ids: together they could be many times as long as the document.
  static func shortened(_ name: String) -> String {
    name.utf8.count <= longest ? name : String(name.unicodeScalars.prefix(longest)) + "…"
  }

  /// `name`, or `name[2]` where it was given before.
  mutating func next(_ name: String) -> String {
    var id = name
    while !used.insert(id).inserted {
      counts[name, default: 1] += 1
      id = "\(name)[\(counts[name] ?? 1)]"
    }
    return id
  }
}
