/// Marks as wide as the characters beside them.
enum ChineseStyle {
  private static let marks: [Unicode.Scalar: String] = [
    ",": "，", ".": "。", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）",
  ]

  static func fullWidth(_ text: String) -> [TextEdits.Edit] {
    let scalars = Array(text.unicodeScalars)
    // Whether the mark before has become wide.
    var isWide = false
    return scalars.indices.compactMap { place in
      let wasWide = isWide
      isWide = false
      guard let mark = marks[scalars[place]] else { return nil }
      let isOpening = scalars[place] == "("
      let behind =
        place > 0
        && (wasWide || scalars[place - 1].isHan || "）》”".unicodeScalars.contains(scalars[place - 1]))
      let before = place + 1 < scalars.count && scalars[place + 1].isHan
      guard isOpening ? behind || before : behind || scalars[place] == ")" && before else { return nil }
      isWide = true
      // The space that went with the narrow mark goes with it.
      let isSpaced = place + 1 < scalars.count && scalars[place + 1] == " " && !isOpening
      return TextEdits.Edit(range: place..<place + (isSpaced ? 2 : 1), replacement: mark)
    }
  }
}
