import Dragoman

/// The smallest stretches of a text that no tag may enter: words, single ideographs, marks.
///
/// Letters, digits and what joins them inside a word (`don't`, `3.14`, `e-mail`) are one; of Han, kana and marks
/// each character is one; combining marks go with what they stand on. White space is in none.
package enum WordScanner {
  private enum Kind {
    case space
    /// Part of a word, of whatever length.
    case letter
    /// Part of a word where one goes on behind it.
    case joiner
    /// A comma or colon, part of a number where that goes on.
    case numberJoiner
    /// A word or a mark by itself.
    case single

    init(_ character: Character) {
      guard let scalar = character.unicodeScalars.first else {
        self = .single
        return
      }
      if scalar.isSpace {
        self = .space
      } else if scalar.isIdeographic {
        self = .single
      } else if scalar.isLetter || scalar.isDigit || scalar.isCombiningMark || scalar == "_" {
        self = .letter
      } else {
        switch scalar {
        case "'", "’", "-", "\u{2010}", "\u{2011}", ".", "·", "\u{AD}", "\u{200C}", "\u{200D}", "\u{2060}":
          self = .joiner
        case ",", ":": self = .numberJoiner
        default: self = .single
        }
      }
    }
  }

  /// UTF-8 ranges, in order.
  package static func atoms(of text: String) -> [Range<Int>] {
    var atoms: [Range<Int>] = []
    var position = 0
    // The word or number that ends at `position`, and the joiner behind it.
    var isOpen = false
    var isNumber = false
    var joiner: Kind?
    for character in text {
      let end = position + character.utf8.count
      let kind = Kind(character)
      let isDigit = character.unicodeScalars.first?.isDigit == true
      switch kind {
      case .space:
        (isOpen, joiner) = (false, nil)
      case .letter:
        let joins = joiner.map { $0 == .joiner || (isNumber && isDigit) } ?? false
        if joins {
          // The joiner had been taken for a mark.
          atoms.removeLast()
        }
        if isOpen || joins, let last = atoms.last {
          atoms[atoms.count - 1] = last.lowerBound..<end
        } else {
          atoms.append(position..<end)
        }
        (isOpen, isNumber, joiner) = (true, isDigit, nil)
      case .joiner, .numberJoiner:
        atoms.append(position..<end)
        joiner = isOpen ? kind : nil
        isOpen = false
      case .single:
        atoms.append(position..<end)
        (isOpen, joiner) = (false, nil)
      }
      position = end
    }
    return atoms
  }

  /// The atoms that are more than marks.
  package static func words(of text: String) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    return atoms(of: text).filter { range in
      String(decoding: bytes[range], as: UTF8.self).unicodeScalars.contains { $0.isLetter || $0.isDigit }
    }
  }
}
