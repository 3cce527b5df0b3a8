import Dragoman
import Foundation
import TestSupport
import Testing

@Suite struct HintedTextTests {
  private static func range(of part: String, in text: String) throws -> Range<Int> {
    let place = try #require(text.range(of: part))
    return text.utf8.distance(
      from: text.startIndex, to: place.lowerBound)..<text.utf8.distance(
        from: text.startIndex, to: place.upperBound)
  }

  @Test func piecesBelongWhereTheyCameFrom() throws {
    let plain = "The “Office” and the chair met."
    let terms = [("Office", "局"), ("chair", "主席")]
    let hinted = HintedText(plain, try terms.map { (try Self.range(of: $0.0, in: plain), $0.1) })
    #expect(hinted.text == "The “⟦Office¦局⟧” and the ⟦chair¦主席⟧ met.")
    for word in ["The", "Office", "and", "chair", "met."] {
      #expect(
        hinted.original(try Self.range(of: word, in: hinted.text)) == (try Self.range(of: word, in: plain)))
    }
    for (given, term) in [("¦", "Office"), ("局", "Office"), ("主席", "chair"), ("主席⟧", "chair")] {
      #expect(
        hinted.original(try Self.range(of: given, in: hinted.text)) == (try Self.range(of: term, in: plain)))
    }
    #expect(hinted.original(try Self.range(of: "⟦", in: hinted.text)).isEmpty)
  }

  @Test func aTextWithoutTermsStaysAsItIs() {
    let hinted = HintedText("会议开始。", [])
    #expect(hinted.text == "会议开始。" && hinted.original(3..<6) == 3..<6 && hinted.original(0..<15) == 0..<15)
    #expect(HintedText.isFree("a | b") && !HintedText.isFree("a ¦ b") && !HintedText.isFree("⟦"))
  }

  @Test func noPieceLeavesTheText() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let plain = String(
        (0..<Int.random(in: 1...12, using: &random)).map { _ in "aé会 ".randomElement(using: &random) ?? "a" })
      let offsets =
        plain.indices.map { plain.utf8.distance(from: plain.startIndex, to: $0) } + [plain.utf8.count]
      let start = Int.random(in: 0..<offsets.count - 1, using: &random)
      let end = Int.random(in: start + 1..<offsets.count, using: &random)
      let hinted = HintedText(plain, [(offsets[start]..<offsets[end], "词")])
      let count = hinted.text.utf8.count
      for lower in 0..<count {
        for upper in lower...count {
          let place = hinted.original(lower..<upper)
          #expect(place.lowerBound >= 0 && place.upperBound <= plain.utf8.count)
        }
      }
    }
  }
}
