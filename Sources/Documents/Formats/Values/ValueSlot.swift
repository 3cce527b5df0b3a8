/// A text in a document of keys and values, or in a cell of a table: where it stands and what it says.
struct ValueSlot: Sendable {
  /// Longer paths are shortened: every value has its own, and they could be many times as long as the document.
  private static let longestPath = 600
  private static let longestKey = 60
  private static let deepestPath = 8

  /// The keys from the root to the value; of lists the index.
  var path: [String]
  /// Bytes of the source that are written anew when the value changes.
  var range: Range<Int>
  /// As a program reads it: escapes resolved.
  var text: String
  var notes: [String] = []
  /// The unit's id; nil for the path.
  var id: String?
  /// It is text whatever it looks like.
  var isChosen = false
  /// A new text as bytes of the source.
  var encoded: @Sendable (String) -> [UInt8]

  init(
    path: [String], range: Range<Int>, text: String, notes: [String] = [], id: String? = nil,
    isChosen: Bool = false, encoded: @escaping @Sendable (String) -> [UInt8]
  ) {
    self.path = Self.shortened(path)
    (self.range, self.text, self.notes) = (range, text, notes)
    (self.id, self.isChosen, self.encoded) = (id, isChosen, encoded)
  }

  private static func shortened(_ path: [String]) -> [String] {
    guard path.reduce(0, { $0 + $1.utf8.count + 1 }) > longestPath else { return path }
    return path.suffix(deepestPath).map { key in
      key.utf8.count <= longestKey ? key : String(key.unicodeScalars.prefix(longestKey)) + "…"
    }
  }
}
