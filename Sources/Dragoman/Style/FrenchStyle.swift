/// Spaces that do not break.
enum FrenchStyle {
  private static let space = "\u{A0}"
  private static let narrow = "\u{202F}"

  static func spacing(_ text: String) -> [TextEdits.Edit] {
    let scalars = Array(text.unicodeScalars)
    var edits: [TextEdits.Edit] = []
    for (place, scalar) in scalars.enumerated() {
      switch scalar {
      case ";", "!", "?", "%": before(place, scalars, narrow, &edits)
      case ":":
        // Not in times and ratios.
        let isBetweenDigits =
          place > 0 && place + 1 < scalars.count && scalars[place - 1].isDigit && scalars[place + 1].isDigit
        if !isBetweenDigits { before(place, scalars, space, &edits) }
      case "»": before(place, scalars, space, &edits)
      case "«":
        var end = place + 1
        while end < scalars.count, scalars[end].isSpace { end += 1 }
        if end < scalars.count { edits.append(.init(range: place + 1..<end, replacement: space)) }
      default: break
      }
    }
    return edits
  }

  private static func before(
    _ place: Int, _ scalars: [Unicode.Scalar], _ space: String, _ edits: inout [TextEdits.Edit]
  ) {
    var start = place
    while start > 0, scalars[start - 1].isSpace { start -= 1 }
    guard start > 0 else { return }
    // Behind another mark, as in “?!”, and a bracket there is none.
    let last = scalars[start - 1]
    guard last.isLetter || last.isDigit || "»”\")%".unicodeScalars.contains(last) || start < place else {
      return
    }
    guard !";:!?".unicodeScalars.contains(last) else { return }
    edits.append(.init(range: start..<place, replacement: space))
  }
}
