/// A text with what its terms are to be called written into it, for models that are taught to obey:
/// `The ⟦Director General¦总干事⟧ spoke.` (see `Models/training`).
package struct HintedText {
  /// Before a term, between it and what it is to be called, behind that.
  package static let marks = (opening: "⟦", between: "¦", closing: "⟧")
  /// Models are taught with no more in a sentence.
  package static let most = 3

  private struct Part {
    var written: Range<Int>
    var original: Range<Int>
    var isCopied: Bool
  }

  package let text: String
  private let parts: [Part]

  /// - Parameter hints: UTF-8 offsets of terms, ascending and apart, and what they are to be called.
  package init(_ plain: String, _ hints: [(range: Range<Int>, target: String)]) {
    let bytes = Array(plain.utf8)
    var written: [UInt8] = []
    var parts: [Part] = []
    func add(_ new: some Sequence<UInt8>, from original: Range<Int>, isCopied: Bool) {
      let start = written.count
      written += new
      parts.append(Part(written: start..<written.count, original: original, isCopied: isCopied))
    }
    var place = 0
    for (range, target) in hints {
      let start = range.lowerBound
      add(bytes[place..<start], from: place..<start, isCopied: true)
      add(Self.marks.opening.utf8, from: start..<start, isCopied: false)
      add(bytes[range], from: range, isCopied: true)
      add((Self.marks.between + target + Self.marks.closing).utf8, from: range, isCopied: false)
      place = range.upperBound
    }
    add(bytes[place...], from: place..<bytes.count, isCopied: true)
    text = String(decoding: written, as: UTF8.self)
    self.parts = parts
  }

  /// Whether a text has none of the marks by itself.
  package static func isFree(_ text: String) -> Bool {
    ![marks.opening, marks.between, marks.closing].contains(where: text.contains)
  }

  /// What bytes of the plain text a piece of the written one belongs to: one that was put in belongs to its term.
  package func original(_ piece: Range<Int>) -> Range<Int> {
    guard let part = parts.first(where: { $0.written.contains(piece.lowerBound) }) ?? parts.last else {
      return piece
    }
    guard part.isCopied else { return part.original }
    let shift = part.original.lowerBound - part.written.lowerBound
    let start = min(piece.lowerBound + shift, part.original.upperBound)
    return start..<min(max(piece.upperBound + shift, start), part.original.upperBound)
  }
}
