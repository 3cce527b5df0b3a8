import Documents
import Dragoman

/// Which words of a text became which, by their numbers: `0-0 1-2`. Chinese characters are words of their own.
struct WordAlignment: Sendable {
  private(set) var sourceWords: [String] = []
  private(set) var targetWords: [String] = []
  private var links: Set<[Int]> = []

  var text: String {
    links.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map { "\($0[0])-\($0[1])" }.joined(separator: " ")
  }

  init(_ sentence: SentenceTranslation) { add(sentence) }

  /// All sentences one behind the other.
  init(_ result: TextResult) {
    for sentence in result.sentences { add(sentence) }
  }

  private mutating func add(_ sentence: SentenceTranslation) {
    let (source, target) = (Self.words(of: sentence.source), Self.words(of: sentence.text))
    for span in sentence.alignment ?? [] {
      for (from, word) in source.enumerated() where word.overlaps(span.source) {
        for (to, other) in target.enumerated() where other.overlaps(span.target) {
          links.insert([sourceWords.count + from, targetWords.count + to])
        }
      }
    }
    sourceWords += source.map(\.text)
    targetWords += target.map(\.text)
  }

  private struct Word {
    var text: String
    /// In scalars.
    var range: Range<Int>

    func overlaps(_ span: TextSpan) -> Bool { span.start < range.upperBound && range.lowerBound < span.end }
  }

  private static func words(of text: String) -> [Word] {
    var words: [Word] = []
    var current = ""
    var start = 0
    func end(_ position: Int) {
      if !current.isEmpty { words.append(Word(text: current, range: start..<position)) }
      current = ""
    }
    for (position, scalar) in text.unicodeScalars.enumerated() {
      if scalar.properties.isWhitespace {
        end(position)
      } else if isWord(scalar) {
        if current.isEmpty { start = position }
        current.unicodeScalars.append(scalar)
      } else {
        // Punctuation and ideographs stand alone.
        end(position)
        words.append(Word(text: String(Character(scalar)), range: position..<position + 1))
      }
    }
    end(text.unicodeScalars.count)
    return words
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isIdeographic || (0x3040...0x30FF).contains(scalar.value) { return false }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || "'’-_".unicodeScalars.contains(scalar)
      || scalar.properties.generalCategory == .nonspacingMark
  }
}
