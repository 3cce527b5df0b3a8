/// A number in a text.
struct NumberMention: Equatable {
  /// What it may mean; the first is the likeliest. `10.30` is 10.3, or 10 and 30.
  var readings: [Double]
  /// UTF-8 bytes of the text.
  var range: Range<Int>
  /// Whether a translation must show it. 一些 and 十分 hold numerals and no number.
  var isRequired: Bool
  /// Whether it is written in digits.
  var isFigure: Bool

  var value: Double { readings.first ?? 0 }
}
