import Dragoman

/// Terms in languages with spaces: words with capitals inside sentences, acronyms, and what stands between small words
/// again and again.
struct SpacedCandidates {
  private static let connectors: Set<String> = [
    "of", "for", "the", "de", "du", "des", "la", "le", "l", "d", "del", "da", "do", "dos", "van", "von", "и",
    "по",
  ]
  private static let mostWords = 7

  private let light: Set<String>

  init(_ language: LanguageTag) { light = LightWords.of(language) }

  /// How often a term must come: names twice, plain words three times.
  static func fewest(_ form: String) -> Int { form.contains(where: \.isUppercase) ? 2 : 3 }

  func candidates(in text: String) -> [(form: String, range: Range<Int>)] {
    let bytes = Array(text.utf8)
    let words = words(of: text)
    func form(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    var found: [(form: String, range: Range<Int>)] = []
    var index = 0
    while index < words.count {
      let end = endOfName(words, from: index)
      guard end > index else {
        index += 1
        continue
      }
      let range = words[index].range.lowerBound..<words[end - 1].range.upperBound
      // One word with a capital at a sentence's beginning may be any word.
      if end - index > 1 || !words[index].isFirst || words[index].isAcronym {
        found.append((form(range), range))
      }
      index = end
    }
    return found + phrases(words).map { (form($0), $0) }
  }

  private func endOfName(_ words: [Word], from start: Int) -> Int {
    guard words[start].isCapitalized, !light.contains(words[start].folded) || !words[start].isFirst else {
      return start
    }
    var end = start + 1
    var next = end
    while next < words.count, next - start < Self.mostWords, words[next].isJoined {
      if words[next].isCapitalized {
        end = next + 1
      } else if !Self.connectors.contains(words[next].folded) {
        break
      }
      next += 1
    }
    return end
  }

  /// Two or three words in a row that say something and begin no name.
  private func phrases(_ words: [Word]) -> [Range<Int>] {
    func isPlain(_ word: Word) -> Bool {
      !word.isCapitalized && !light.contains(word.folded) && !FunctionWords.isLight(word.folded)
        && word.folded.count > 3
        && word.folded.unicodeScalars.allSatisfy(\.isLetter)
    }
    var ranges: [Range<Int>] = []
    for start in words.indices where isPlain(words[start]) {
      for count in 2...3 where start + count <= words.count {
        let phrase = words[start..<start + count]
        guard phrase.allSatisfy(isPlain), phrase.dropFirst().allSatisfy(\.isJoined) else { break }
        ranges.append(words[start].range.lowerBound..<words[start + count - 1].range.upperBound)
      }
    }
    return ranges
  }

  private struct Word {
    var range: Range<Int>
    var folded: String
    var isCapitalized: Bool
    var isAcronym: Bool
    /// Whether it begins a sentence, or stands behind a mark that may end one.
    var isFirst: Bool
    /// Whether one space, hyphen or apostrophe is all that is between it and the word before.
    var isJoined: Bool
  }

  private func words(of text: String) -> [Word] {
    let bytes = Array(text.utf8)
    var words: [Word] = []
    for range in WordScanner.words(of: text) {
      let word = String(decoding: bytes[range], as: UTF8.self)
      let gap = bytes[(words.last?.range.upperBound ?? 0)..<range.lowerBound]
      let isJoined = !words.isEmpty && [[0x20], [0x2D], [0x27], [0xE2, 0x80, 0x99]].contains(Array(gap))
      let isFirst = words.isEmpty || gap.contains { ".!?:;\n\"".utf8.contains($0) } || gap.contains(0xC2)
      words.append(
        Word(
          range: range, folded: word.lowercased(), isCapitalized: word.first?.isUppercase ?? false,
          isAcronym: word.count > 1 && word.allSatisfy { $0.isUppercase || $0.isNumber }
            && word.contains(where: \.isUppercase),
          isFirst: isFirst, isJoined: isJoined))
    }
    return words
  }
}
