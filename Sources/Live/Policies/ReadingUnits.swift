import Dragoman

/// A text in the units that appear or are taken back: words with the space before them, ideographs one by one.
package enum ReadingUnits {
  package static func of(_ text: String) -> [Substring] {
    var units: [Substring] = []
    var start = text.startIndex
    var isInside = false  // behind the space, in a word
    for index in text.indices {
      let character = text[index]
      let isSpace = character.isWhitespace
      let standsAlone = character.unicodeScalars.first.map { $0.isIdeographic } ?? false
      if isInside, isSpace || standsAlone {
        units.append(text[start..<index])
        start = index
        isInside = false
      }
      if standsAlone {
        let end = text.index(after: index)
        units.append(text[start..<end])
        start = end
      } else if !isSpace {
        isInside = true
      }
    }
    if start < text.endIndex { units.append(text[start...]) }
    return units
  }

  /// How many units two texts have in common at their beginning.
  package static func commonPrefix(_ a: [Substring], _ b: [Substring]) -> Int {
    zip(a, b).prefix { $0 == $1 }.count
  }

  /// What of `old` is taken back by `new`, in units.
  package static func erased(_ old: String, by new: String) -> Int {
    var kept = zip(old, new).prefix { $0 == $1 }.count
    let units = of(old)
    // A word that another mark is set behind is still there.
    let whole = units.prefix { unit in
      kept -= unit.count
      return kept >= 0
    }
    return units.count - whole.count
  }

  /// Without the mark that a model sets behind whatever it takes for a whole sentence.
  package static func withoutEnd(_ text: String) -> String {
    var text = text[...]
    while let last = text.last, ".!?…。！？؟।".contains(last) || last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
