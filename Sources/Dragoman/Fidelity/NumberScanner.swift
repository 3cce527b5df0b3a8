/// Reads the numbers of a text: figures, Chinese numerals with 万 and 亿, English number words.
struct NumberScanner {
  let scalars: [Unicode.Scalar]
  let offsets: [Int]
  let readsEnglish: Bool
  /// Names of scales such as `million` in the text's language.
  let scales: [String: Double]

  init(_ text: UnprotectedText, language: String) {
    scalars = text.scalars
    offsets = text.offsets
    let code = language.prefix { $0 != "-" && $0 != "_" }.lowercased()
    readsEnglish = code == "en" || code == "eng"
    scales = NumberWords.scales(ofLanguage: code)
  }

  /// Every number, in order.
  func mentions() -> [NumberMention] {
    var mentions: [NumberMention] = []
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      let found: (mention: NumberMention, end: Int)? =
        if digit(scalar) != nil {
          figure(at: position)
        } else if ChineseNumeral.isNumeral(scalar) {
          chineseNumber(at: position)
        } else if scalar.isLetter, !Script.isIdeographic(scalar) {
          wordNumber(at: position)
        } else {
          nil
        }
      if let found {
        mentions.append(found.mention)
        position = found.end
      } else if scalar.isLetter, !Script.isIdeographic(scalar) {
        position = wordEnd(from: position)
      } else {
        position += 1
      }
    }
    return mentions
  }

  // MARK: - Small steps

  subscript(index: Int) -> Unicode.Scalar {
    index >= 0 && index < scalars.count ? scalars[index] : "\0"
  }

  /// The value of an ASCII, full-width, Arabic-Indic or Devanagari digit.
  func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value - 0x30)
    case 0xFF10...0xFF19: Int(scalar.value - 0xFF10)
    case 0x660...0x669: Int(scalar.value - 0x660)
    case 0x6F0...0x6F9: Int(scalar.value - 0x6F0)
    case 0x966...0x96F: Int(scalar.value - 0x966)
    default: nil
    }
  }

  func bytes(_ range: Range<Int>) -> Range<Int> { offsets[range.lowerBound]..<offsets[range.upperBound] }

  /// Where the word at `start` ends: letters and apostrophes, no ideographs, no digits.
  func wordEnd(from start: Int) -> Int {
    var end = start
    while end < scalars.count, scalars[end].isLetter, !Script.isIdeographic(scalars[end]) {
      end += 1
    }
    return max(end, start + 1)
  }

  func word(_ range: Range<Int>) -> String {
    var word = ""
    for scalar in scalars[range] { word += scalar.properties.lowercaseMapping }
    return word
  }

  func has(_ text: String, at start: Int) -> Bool {
    var index = start
    for scalar in text.unicodeScalars {
      if self[index] != scalar { return false }
      index += 1
    }
    return true
  }
}
