import Foundation

/// Cuts a given translation into target pieces, out of the target vocabulary alone.
///
/// Packages often carry the source side's SentencePiece model only. Vocabularies list their pieces by
/// frequency, and the frequency of words falls with their rank: `-log(rank)` is nearly the score that the
/// target's own model has for a piece, and the cheapest segmentation nearly always the one that the model was
/// trained on.
struct TargetEncoder {
  /// Pieces longer than this are not looked for.
  private static let longestPiece = 32
  /// Added to each piece's cost: few pieces before frequent ones.
  private static let costOfPiece = 2.0
  /// Above any cost that known pieces of one character can add up to.
  private static let costOfUnknown = 1e4

  /// U+2581
  private static let spaceMark = Array("\u{2581}".utf8)

  /// Knows what each id stands for.
  let joiner: PieceJoiner
  let unknownID: Int32

  /// One character as pieces spell it, and the bytes of the text that it stands for.
  private struct Element {
    var spelling: [UInt8]
    var range: Range<Int>
  }

  /// A piece that ends at some element.
  private struct Step {
    var cost = Double.infinity
    var start = 0
    var id: Int32?
  }

  func encode(_ text: String, isBehindSpace: Bool) -> EncodedText {
    let elements = Self.elements(of: text, isBehindSpace: isBehindSpace)
    var encoded = EncodedText()
    var index = 0
    let pieces = segments(elements)
    while index < pieces.count {
      var (range, id) = pieces[index]
      index += 1
      if id == nil {
        if appendBytes(elements[range.lowerBound], to: &encoded) { continue }
        // A run of unknown characters is one piece.
        while index < pieces.count, pieces[index].id == nil,
          !isSpeltInBytes(elements[pieces[index].range.lowerBound])
        {
          range = range.lowerBound..<pieces[index].range.upperBound
          index += 1
        }
        id = unknownID
      }
      let bytes =
        elements[range.lowerBound].range.lowerBound..<elements[range.upperBound - 1].range.upperBound
      encoded.append(id: id ?? unknownID, range: bytes, piece: elements[range].flatMap(\.spelling))
    }
    return encoded
  }

  /// The cheapest way through the elements.
  private func segments(_ elements: [Element]) -> [(range: Range<Int>, id: Int32?)] {
    var best = [Step](repeating: Step(), count: elements.count + 1)
    best[0].cost = 0
    for start in elements.indices {
      var piece: [UInt8] = []
      for end in start + 1...min(start + Self.longestPiece, elements.count) {
        piece += elements[end - 1].spelling
        let id = find(piece)
        guard id != nil || end == start + 1 else { continue }
        let own = id.map { log(Double($0) + 3) + Self.costOfPiece } ?? Self.costOfUnknown
        if best[start].cost + own < best[end].cost {
          best[end] = Step(cost: best[start].cost + own, start: start, id: id)
        }
      }
    }
    var found: [(range: Range<Int>, id: Int32?)] = []
    var end = elements.count
    while end > 0 {
      found.append((best[end].start..<end, best[end].id))
      end = best[end].start
    }
    return found.reversed()
  }

  /// The text's characters in the form that SentencePiece gives them: composed, compatible, spaces as one
  /// mark.
  private static func elements(of text: String, isBehindSpace: Bool) -> [Element] {
    var elements: [Element] = []
    var offset = 0
    var mark: Range<Int>? = isBehindSpace ? 0..<0 : nil
    for character in text {
      let range = offset..<offset + character.utf8.count
      offset = range.upperBound
      if character.isWhitespace {
        mark = (mark?.lowerBound ?? range.lowerBound)..<range.upperBound
        continue
      }
      if let space = mark { elements.append(Element(spelling: spaceMark, range: space)) }
      mark = nil
      let spelling = String(character).precomposedStringWithCompatibilityMapping
      elements += spelling.unicodeScalars.map { Element(spelling: Array(String($0).utf8), range: range) }
    }
    return elements
  }

  /// The id that writes `piece` into a text; a text that spells a control token out does not mean it.
  private func find(_ piece: [UInt8]) -> Int32? {
    piece.withUnsafeBytes { joiner.tokens.find($0) }.flatMap { joiner.role(of: Int($0)) == .text ? $0 : nil }
  }

  private func byteID(_ byte: UInt8) -> Int32? {
    BytePiece.text(byte).withUnsafeBytes { joiner.tokens.find($0) }
  }

  private func isSpeltInBytes(_ element: Element) -> Bool {
    element.spelling.allSatisfy { byteID($0) != nil }
  }

  /// The last of a character's bytes stands for it in the text, the others for nothing.
  private func appendBytes(_ element: Element, to encoded: inout EncodedText) -> Bool {
    guard isSpeltInBytes(element) else { return false }
    for (index, byte) in element.spelling.enumerated() {
      let isLast = index == element.spelling.count - 1
      encoded.append(
        id: byteID(byte) ?? unknownID,
        range: isLast ? element.range : element.range.lowerBound..<element.range.lowerBound,
        piece: BytePiece.text(byte))
    }
    return true
  }
}

extension ModelTokenizer {
  /// Cuts a given translation into target pieces, as the model would write them.
  ///
  /// Models whose tokens stand between spaces read it so. For all others the pieces come from the target
  /// vocabulary, frequent ones first; a character that it lacks has the unknown id.
  ///
  /// - Parameter isBehindSpace: false for a text that goes on with the word before it.
  public func encodeTarget(_ text: String, isBehindSpace: Bool = true) -> EncodedText {
    withJoiner { joiner in
      if cutsPieces {
        return TargetEncoder(joiner: joiner, unknownID: target.unknownID).encode(
          text, isBehindSpace: isBehindSpace)
      }
      var text = text
      return text.withUTF8 {
        WordEncoder(source: joiner.tokens, sourceUnknown: target.unknownID).encode(UnsafeRawBufferPointer($0))
      }
    }
  }
}
