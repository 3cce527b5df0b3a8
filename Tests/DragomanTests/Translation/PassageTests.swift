import Dragoman
import Foundation
import Testing

/// Protected spans over several steps, each by a model that treats stand-ins badly.
@Suite struct PassageTests {
  @Test(arguments: 0..<6)
  func everySpanComesOutOnceAfterThreeSteps(seed: Int) throws {
    let detector = ProtectedSpanDetector()
    var model = NoisyModel(seed: UInt64(seed))
    for sample in SpanSentences.samples(count: 100, seed: UInt64(seed)) {
      let source = Passage(text: sample.text, spans: detector.spans(in: sample.text))
      var passage = source
      for _ in 0..<3 {
        let masked = MaskedSentence(masking: passage.text, spans: passage.spans)
        #expect(masked.spans.count == passage.spans.count)
        let restored = masked.restoreInsertingMissing(model.translate(masked).text)
        let repair = PunctuationRepair(source: passage.text, spans: masked.spans)
        passage = Passage(text: repair.repaired(restored.text), near: restored.placements)
      }
      #expect(passage.spans.map(\.text).sorted() == source.spans.map(\.text).sorted(), "\(sample.text)")
      let bytes = Array(passage.text.utf8)
      for span in passage.spans { #expect(Array(bytes[span.range]) == Array(span.text.utf8)) }
      for span in sample.spans where source.spans.contains(where: { $0.text == span }) {
        #expect(count(of: span, among: sample.spans, in: passage.text) == 1, "\(span): \(passage.text)")
      }
    }
  }

  /// Longest first, so that `A/RES/7` is not found in `A/RES/70`.
  private func count(of span: String, among spans: [String], in text: String) -> Int {
    var rest = text
    for other in spans.sorted(by: { $0.utf8.count > $1.utf8.count }) {
      let parts = rest.components(separatedBy: other)
      if other == span { return parts.count - 1 }
      rest = parts.joined(separator: "\u{FFFC}")
    }
    return 0
  }

  @Test func aMendedTextKeepsItsSpansPlaces() {
    let source = "把{n}个文件给{n}"
    let masked = MaskedSentence(masking: source, spans: ProtectedSpanDetector().spans(in: source))
    let placements = masked.restore("(b) Give X1 files to X2.").placements
    #expect(placements.map(\.range.lowerBound) == [9, 22])
    #expect(Passage(text: "Give {n} files to {n}", near: placements).spans.map(\.range) == [5..<8, 18..<21])
    #expect(Passage(text: "none", near: placements).spans.isEmpty)
    #expect(Passage(text: "", near: placements).spans.isEmpty)
  }
}
