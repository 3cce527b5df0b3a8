import Dragoman

/// A stretch of a paragraph that is a unit.
struct ParagraphSegment: Sendable {
  /// What a tag of the unit stands for.
  enum Mark: Sendable {
    case item(Int)
    /// Tags of an element; behind its opening one text is written as in the run.
    case opening(item: Int, run: Int?)
    case closing(item: Int)
    /// Text is written as in the run from here on.
    case look(run: Int)
    case lookEnd
  }

  /// Of the paragraph.
  var items: Range<Int>
  /// The unit's number.
  var unit: Int
  /// Those of the unit's tags point into ``marks``, two bytes for each.
  var stretches: [Int: InlineBuilder.Stretch]
  var marks: [Mark]
  /// How text is written outside of tags.
  var run: Int?
  /// White space around the text.
  var lead: String
  var trail: String
  /// Looks that change inside a word: the text that has them, by the tag's id.
  var partsOfWords: [Int: String]
}
