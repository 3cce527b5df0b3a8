/// A stand-in as it is recognised again: capitals and digits, whatever case and spaces a model gave it.
///
/// `X1`, `x1`, `X 1` and `X-1` are `X1`; `(71)`, `( 71 )` and `[71]` are `#71`.
struct StandInKey {
  var key: String
  /// UTF-8 bytes.
  var range: Range<Int>

  static func key(of standIn: String) -> String {
    var scanner = Scanner(bytes: Array(standIn.utf8))
    return scanner.next()?.first?.key ?? ""
  }

  /// Every key that text could be read as, for the text that stand-ins must differ from. Bare numbers count.
  static func keys(in bytes: [UInt8]) -> Set<String> {
    var keys = Set<String>()
    var scanner = Scanner(bytes: bytes)
    while let readings = scanner.next() { keys.formUnion(readings.map(\.key)) }
    return keys
  }

  /// The stand-ins in `text`, in order: those whose key `isKnown` accepts.
  static func occurrences(in text: String, where isKnown: (String) -> Bool) -> [StandInKey] {
    var found: [StandInKey] = []
    var scanner = Scanner(bytes: Array(text.utf8))
    while let readings = scanner.next() {
      guard let known = readings.first(where: { isKnown($0.key) }) else { continue }
      found.append(known)
      scanner.position = known.range.upperBound
    }
    return found
  }

  /// Walks over the words and bracketed numbers of a text.
  private struct Scanner {
    let bytes: [UInt8]
    var position = 0

    private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

    /// The readings of the next word or bracketed number, longest first; nil at the end.
    mutating func next() -> [StandInKey]? {
      while position < bytes.count {
        let start = position
        if bytes[start] == UInt8(ascii: "(") || bytes[start] == UInt8(ascii: "[") || bytes[start] == 0xEF {
          if let end = bracketedEnd(start) {
            position = end
            return [StandInKey(key: "#" + digits(start..<end), range: start..<end)]
          }
          position += 1
        } else if bytes[start].isASCIIAlphanumeric {
          return word(start)
        } else {
          position += 1
        }
      }
      return nil
    }

    private mutating func word(_ start: Int) -> [StandInKey] {
      var letters = start
      while byte(letters).isASCIILetter { letters += 1 }
      let number = numberStart(letters, hasLetters: letters > start)
      var end = number
      while byte(end).isASCIIDigit { end += 1 }
      position = end > number ? end : letters
      guard position > start else {
        position += 1
        return []
      }
      let prefix = String(decoding: bytes[start..<letters], as: UTF8.self).uppercased()
      var readings: [StandInKey] = []
      if end > number {
        readings.append(StandInKey(key: prefix + digits(number..<end), range: start..<end))
      }
      if letters > start, number > letters || end == number, !byte(letters).isWordByte {
        readings.append(StandInKey(key: prefix, range: start..<letters))
      }
      return readings
    }

    /// Where the digits of a word begin: a space, a dot or a hyphen may stand between.
    private func numberStart(_ letters: Int, hasLetters: Bool) -> Int {
      guard hasLetters, !byte(letters).isASCIIDigit else { return letters }
      var start = letters
      if byte(start) == 0x20 { start += 1 }
      if byte(start) == UInt8(ascii: "-") || byte(start) == UInt8(ascii: ".") { start += 1 }
      if byte(start) == 0x20 { start += 1 }
      return byte(start).isASCIIDigit ? start : letters
    }

    private func bracketedEnd(_ start: Int) -> Int? {
      var index = start
      if bytes[start] == 0xEF {
        guard byte(start + 1) == 0xBC, byte(start + 2) == 0x88 else { return nil }
        index += 2
      }
      index += 1
      if byte(index) == 0x20 { index += 1 }
      let number = index
      while byte(index).isASCIIDigit, index - number < 9 { index += 1 }
      guard index > number else { return nil }
      if byte(index) == 0x20 { index += 1 }
      if byte(index) == 0xEF, byte(index + 1) == 0xBC, byte(index + 2) == 0x89 { return index + 3 }
      return byte(index) == UInt8(ascii: ")") || byte(index) == UInt8(ascii: "]") ? index + 1 : nil
    }

    private func digits(_ range: Range<Int>) -> String {
      String(decoding: bytes[range].filter(\.isASCIIDigit), as: UTF8.self)
    }
  }
}
