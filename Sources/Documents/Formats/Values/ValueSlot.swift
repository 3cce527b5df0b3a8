/// A text in a document of keys and values, or in a cell of a table: where it stands and what it says.
struct ValueSlot: Sendable {
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
}
