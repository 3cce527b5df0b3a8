import Dragoman
import Foundation

/// A text as the memory compares it: what tells sentences apart and nothing else.
package struct MemoryText {
  /// With one space for each stretch of white space, and composed: texts whose forms are equal are the same.
  package let form: String
  /// Words, ideographs and marks; capitals do not count, all numbers are one, and so are all placeholders.
  package let tokens: [UInt32]
  /// Three characters in a row of what the tokens spell, each once, ascending.
  let trigrams: [UInt32]

  private static let number: Unicode.Scalar = "#"
  private static let placeholder: Unicode.Scalar = "\u{FFFC}"

  package init(_ text: String) {
    form = Self.form(of: text)
    var abstracted = Abstraction()
    var bytes = 0
    var spans = Self.placeholders(of: form)[...]
    for scalar in form.unicodeScalars {
      let place = bytes
      bytes += UTF8.width(scalar)
      while let span = spans.first, span.upperBound <= place { spans.removeFirst() }
      if let span = spans.first, span.contains(place) {
        if span.lowerBound == place { abstracted.add(mark: Self.placeholder) }
        continue
      }
      abstracted.add(scalar)
    }
    abstracted.end()
    tokens = abstracted.tokens
    trigrams = Self.trigrams(of: abstracted.spelling)
  }

  /// A number for each form; different forms have the same one hardly ever.
  var key: Int64 { Int64(bitPattern: Self.hash(form.utf8)) }

  static func form(of text: String) -> String {
    let composed = text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
    return composed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// 64-bit FNV-1a.
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  private static let signs = Set("{}%<>$@/\\[]_".utf8)

  private static func placeholders(of text: String) -> [Range<Int>] {
    guard text.utf8.contains(where: signs.contains) else { return [] }
    return ProtectedSpanDetector().spans(in: text).map(\.range)
  }

  private static func trigrams(of spelling: [Unicode.Scalar]) -> [UInt32] {
    guard !spelling.isEmpty else { return [] }
    let padded = [" "] + spelling + [" "]
    guard padded.count >= 3 else { return [] }
    let grams = Set(
      (0...(padded.count - 3)).map { start in
        padded[start..<start + 3].reduce(UInt32(0x811C_9DC5)) { hash, scalar in
          var mixed = (hash ^ scalar.value) &* 0x0100_0193
          mixed ^= mixed >> 15
          return mixed &* 0x85EB_CA6B
        }
      })
    return grams.sorted()
  }

  /// Scalars to tokens and the spelling that trigrams are made of.
  private struct Abstraction {
    private(set) var tokens: [UInt32] = []
    private(set) var spelling: [Unicode.Scalar] = []
    private var word: [Unicode.Scalar] = []
    private var isNumber = false

    mutating func add(_ scalar: Unicode.Scalar) {
      if scalar.isIdeographic {
        end()
        append([scalar])
      } else if scalar.isDigit {
        if !isNumber { end() }
        isNumber = true
      } else if isNumber, ".,\u{202F}".unicodeScalars.contains(scalar) {
        // A sign within a number, or the mark behind it: either way no difference.
        return
      } else if scalar.isLetter || scalar.isCombiningMark {
        if isNumber { end() }
        word += scalar.properties.lowercaseMapping.unicodeScalars
      } else {
        end()
        if !scalar.isSpace { append([scalar], separates: true) }
      }
    }

    mutating func add(mark: Unicode.Scalar) {
      end()
      append([mark])
    }

    mutating func end() {
      if isNumber {
        append([MemoryText.number])
      } else if !word.isEmpty {
        append(word)
      }
      word.removeAll(keepingCapacity: true)
      isNumber = false
    }

    private mutating func append(_ token: [Unicode.Scalar], separates: Bool = false) {
      tokens.append(
        token.reduce(0x811C_9DC5) { hash, scalar in (hash ^ scalar.value) &* 0x0100_0193 })
      let isJoined = token[0].isIdeographic && (spelling.last?.isIdeographic ?? false)
      if !spelling.isEmpty, !isJoined, spelling.last != " " { spelling.append(" ") }
      if !separates { spelling += token }
    }
  }
}
