/// An entry of a PO file and its places in the source.
struct POEntry: Sendable {
  /// A keyword with its string, which may go over several lines.
  struct Field: Sendable {
    /// From the line's beginning to the end of its last line, without the line end.
    var lines: Range<Int>
    /// What stands between the keyword's beginning and the first quotation mark.
    var lead: Range<Int>
    /// From the first quotation mark to behind the last one.
    var value: Range<Int>
    /// Between the quotation marks, a stretch for each line.
    var literals: [Range<Int>]
  }

  /// Where its first line begins, comments included.
  var start: Int
  /// The line of `msgid` or `msgctxt`: behind the flags.
  var body: Int?
  var context: Field?
  var id: Field?
  var plural: Field?
  /// By number; the one of an entry without plurals is 0.
  var translations: [(number: Int, field: Field)] = []
  /// The words of `#,` lines, and where the first of these has its first word.
  var flags: [String] = []
  var flagPlace: Int?
  /// Lines that say of what a fuzzy translation was, with their line ends.
  var previous: [Range<Int>] = []
  /// `#.` comments.
  var notes: [String] = []
  /// The number of the first line of the body, for messages.
  var line = 0

  var isFuzzy: Bool { flags.contains("fuzzy") }
}
