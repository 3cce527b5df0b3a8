import Dragoman
import Testing

/// Whatever a model does to the stand-ins, every span is there once, byte for byte, and no word is cut.
@Suite struct RepairTests {
  @Test(arguments: MaskingStyle.allCases) func everySpanComesOutOnce(_ style: MaskingStyle) {
    var model = NoisyModel(seed: 7)
    let detector = ProtectedSpanDetector()
    for sample in SpanSentences.samples() {
      let spans = detector.spans(in: sample.text)
      #expect(spans.map(\.text) == sample.spans)
      let sentence = MaskedSentence(masking: sample.text, spans: spans, style: style)
      let translation = model.translate(sentence)

      let plain = sentence.restore(translation.text)
      let dropped = sentence.standIns.filter { translation.dropped.contains($0.text) }.flatMap(\.spans)
      #expect(plain.missing == dropped)

      let restored = sentence.restoreInsertingMissing(translation.text)
      #expect(restored.isComplete)
      #expect(restored.inserted == dropped)
      #expect(Set(restored.placements.map(\.span)) == Set(spans))
      #expect(restored.placements.count == spans.count)
      let bytes = Array(restored.text.utf8)
      for placement in restored.placements {
        #expect(Array(bytes[placement.range]) == Array(placement.span.text.utf8))
      }
      for span in sample.spans { #expect(count(of: span, in: restored.text) == 1, "\(restored.text)") }
      #expect(words(of: restored) == translation.words, "\(translation.text) | \(restored.text)")
    }
  }

  @Test func samplesAreTheSameEachTimeAndOfEveryKind() {
    let samples = SpanSentences.samples()
    #expect(samples.map(\.text) == SpanSentences.samples().map(\.text))
    #expect(samples.count == 300)
    #expect(samples.allSatisfy { (1...4).contains($0.spans.count) })
    let kinds = samples.flatMap { ProtectedSpanDetector().spans(in: $0.text).map(\.kind) }
    #expect(Set(kinds) == Set(ProtectedSpan.Kind.allCases))
  }

  private func count(of span: String, in text: String) -> Int {
    text.ranges(of: span).count
  }

  /// The words outside the spans.
  private func words(of restored: RestoredSentence) -> [String] {
    var rest: [UInt8] = []
    var position = 0
    let bytes = Array(restored.text.utf8)
    for range in restored.placements.map(\.range).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      rest += bytes[position..<range.lowerBound] + [0x20]
      position = range.upperBound
    }
    rest += bytes[position...]
    return String(decoding: rest, as: UTF8.self).split { !$0.isLetter }.map(String.init)
  }
}
