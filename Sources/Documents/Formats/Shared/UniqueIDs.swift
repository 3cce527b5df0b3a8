/// Gives each unit an id of its own, whatever the document calls them.
struct UniqueIDs {
  private var used: Set<String> = []
  private var counts: [String: Int] = [:]

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
