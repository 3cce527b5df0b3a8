import Dragoman
import Foundation

/// The timed words of a segment, made anew for its translation: they share the time that the source's words took by
/// their lengths. What was measured of the source's words, as their probabilities, is left out.
struct WordTimes {
  private let start: Double?
  private let end: Double?
  private let key: String
  private let hasSpaces: Bool

  init(_ words: JSONPlaces, _ bytes: [UInt8]) {
    let elements = words.elements ?? []
    start = elements.lazy.compactMap { $0["start"]?.number }.first
    end = elements.reversed().lazy.compactMap { $0["end"]?.number }.first
    let key =
      elements.contains { $0["word"] != nil }
      ? "word" : elements.contains { $0["text"] != nil } ? "text" : "word"
    self.key = key
    hasSpaces = elements.contains { element in
      element[key]?.stringRange.map { JSONReader.text(bytes, $0).hasPrefix(" ") } ?? false
    }
  }

  /// The array as JSON; an empty one where no time is known.
  func written(for text: String) -> [UInt8] {
    guard let start, let end, end > start else { return Array("[]".utf8) }
    let bytes = Array(text.utf8)
    let words = Self.words(of: text)
    let total = words.reduce(0) { $0 + $1.count }
    var passed = 0
    let items = words.map { word in
      let from = start + (end - start) * Double(passed) / Double(max(total, 1))
      passed += word.count
      let to = start + (end - start) * Double(passed) / Double(max(total, 1))
      let isApart = hasSpaces && (word.lowerBound == 0 || bytes[word.lowerBound - 1] == 0x20)
      let string = (isApart ? " " : "") + String(decoding: bytes[word], as: UTF8.self)
      return
        "{\"\(key)\": \"\(String(decoding: JSONReader.escaped(string), as: UTF8.self))\", \"start\": \(Self.text(from)), \"end\": \(Self.text(to))}"
    }
    return Array("[\(items.joined(separator: ", "))]".utf8)
  }

  /// Words with the marks that follow them without a space.
  private static func words(of text: String) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    var words: [Range<Int>] = []
    for atom in WordScanner.atoms(of: text) {
      let scalars = String(decoding: bytes[atom], as: UTF8.self).unicodeScalars
      let isMark = !scalars.contains { $0.isLetter || $0.isDigit }
      let followsOpener =
        words.last.map { last in
          last.upperBound == atom.lowerBound
            && String(decoding: bytes[last], as: UTF8.self).unicodeScalars.allSatisfy {
              !$0.isLetter && !$0.isDigit
            }
        } ?? false
      let isSpaced = scalars.first?.isIdeographic == false
      if let last = words.last, last.upperBound == atom.lowerBound,
        isMark || followsOpener || (isSpaced && !Self.endsWide(bytes[last]))
      {
        words[words.count - 1] = last.lowerBound..<atom.upperBound
      } else {
        words.append(atom)
      }
    }
    return words
  }

  private static func endsWide(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.last?.isWide ?? false
  }

  private static func text(_ seconds: Double) -> String {
    String(format: "%.3f", min(max(seconds, 0), 1e9))
  }
}
