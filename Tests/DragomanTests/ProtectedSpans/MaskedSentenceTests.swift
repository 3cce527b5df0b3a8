import Dragoman
import TestSupport
import Testing

@Suite struct MaskedSentenceTests {
  static func mask(_ text: String, style: MaskingStyle = .code, avoiding: [String] = []) -> MaskedSentence {
    MaskedSentence(
      masking: text, spans: ProtectedSpanDetector().spans(in: text), style: style, avoiding: avoiding)
  }

  @Test(arguments: [
    ("见https://example.org。", MaskingStyle.code, "见X1。"),
    ("见A/74/1和A/74/2。", .code, "见X1和X2。"),
    ("见A/74/1和A/74/2。", .document, "见DOC1和DOC2。"),
    ("见A/74/1和A/74/2。", .letters, "见QX和ZW。"),
    ("专家认为[^3]，数据重要。", .code, "专家认为(71)，数据重要。"),
    // Spans that touch are one.
    ("见A/74/1[12]，谢谢", .code, "见X1，谢谢"),
    ("{a} {b}好", .code, "X1好"),
    // Marks and tags at either end are cut off.
    ("影响很大[footnoteRef:2]。", .code, "影响很大。"),
    ("影响很大。[footnoteRef:2]", .code, "影响很大。"),
    ("[3] 主席发言", .code, "主席发言"),
    ("<b>重要</b>", .code, "重要"),
    // A stand-in is a word of its own and unlike the words of the sentence.
    ("宽{n}px", .code, "宽X1 px"),
    ("X射线见A/74/1。", .code, "X射线见Q1。"),
    ("第(71)条见[^3]，第72条", .code, "第(71)条见(73)，第72条"),
  ])
  func masks(_ source: String, _ style: MaskingStyle, _ expected: String) {
    #expect(Self.mask(source, style: style).text == expected)
  }

  @Test func avoidsWordsOfTheCaller() {
    #expect(Self.mask("见A/74/1。", avoiding: ["Appendix X"]).text == "见Q1。")
  }

  @Test func standInsPointBothWays() throws {
    let sentence = Self.mask("见A/74/1。")
    let standIn = try #require(sentence.standIns.first)
    #expect(standIn.text == "X1")
    #expect(standIn.maskedRange == 3..<5)
    #expect(standIn.sourceRange == 3..<9)
    #expect(standIn.content == "A/74/1")
  }

  @Test(arguments: [
    ("见https://a.org/x。", "See X1.", "See https://a.org/x."),
    ("见https://a.org/x。", "See x 1.", "See https://a.org/x."),
    ("见https://a.org/x。", "See X-1.", "See https://a.org/x."),
    ("“{name}”是必填项。", "The \" X1 \" field is required.", "The \"{name}\" field is required."),
    ("专家认为[^3]，数据重要。", "Experts hold (71), data matter.", "Experts hold[^3], data matter."),
    ("专家认为[^3]，数据重要。", "Experts hold ( 71 ) that data matter.", "Experts hold[^3] that data matter."),
    ("影响很大[footnoteRef:2]。", "The effect is great.", "The effect is great[footnoteRef:2]."),
    ("影响很大。[footnoteRef:2]", "The effect is great.", "The effect is great.[footnoteRef:2]"),
    ("[3] 主席发言", "The Chair spoke", "[3] The Chair spoke"),
    ("[3]主席发言", "The Chair spoke", "[3] The Chair spoke"),
    ("<b>重要</b>", "Important", "<b>Important</b>"),
    ("点击<b>这里</b>继续", "Click (71) here (72) to go on", "Click <b>here</b> to go on"),
    ("宽{n}px", "X1 px wide", "{n}px wide"),
    ("见A/74/1和A/74/2。", "See X1 and X2, X2.", "See A/74/1 and A/74/2,."),
    ("见A/74/1和A/74/2。", "See X1X2.", "See A/74/1 A/74/2."),
  ])
  func restores(_ source: String, _ translation: String, _ expected: String) {
    let restored = Self.mask(source).restore(translation)
    #expect(restored.text == expected)
    #expect(restored.isComplete)
  }

  @Test func reportsMissingAndRepeatedSpans() {
    let restored = Self.mask("见A/74/1和A/74/2。").restore("See X1 and X1.")
    #expect(restored.missing.map(\.text) == ["A/74/2"])
    #expect(restored.duplicated.map(\.text) == ["A/74/1"])
    #expect(restored.placements.map(\.span.text) == ["A/74/1"])
  }

  @Test(arguments: [
    ("见A/74/1和A/74/2。", "See X1.", "See A/74/1 A/74/2."),
    ("A/74/1载有说明。", "It contains a note.", "A/74/1 It contains a note."),
    ("他认为[^3]，数据很重要。", "He holds, data matter much.", "He holds[^3], data matter much."),
    ("见A/74/1。", "See.", "See A/74/1."),
    ("见A/74/1。", "", "A/74/1"),
  ])
  func insertsWhatIsMissing(_ source: String, _ translation: String, _ expected: String) {
    let restored = Self.mask(source).restoreInsertingMissing(translation)
    #expect(restored.text == expected)
    #expect(restored.isComplete)
    #expect(!restored.inserted.isEmpty)
  }

  @Test func followsAnAlignment() {
    let sentence = Self.mask("主席请代表团就A/74/1发表意见。")
    let restored = sentence.restoreInsertingMissing("The Chair asked for comments on it now.") { _ in 32 }
    #expect(restored.text == "The Chair asked for comments on A/74/1 it now.")
  }

  @Test func setsNoSpacesWhereTheScriptHasNone() {
    let sentence = Self.mask("See A/74/1 and https://a.org/x.")
    let restored = sentence.restore("见X1和X2。", spacing: .unspaced)
    #expect(restored.text == "见A/74/1和https://a.org/x。")
    let inserted = sentence.restoreInsertingMissing("见X1和那个。", spacing: .unspaced)
    #expect(inserted.isComplete)
    #expect(!inserted.text.contains(" "))
  }

  @Test(arguments: ["https://a.org/x", "A/74/1、A/74/2。", "[12]", "——", "（https://a.org/x）"])
  func needsNoModel(_ source: String) {
    let sentence = Self.mask(source)
    #expect(!sentence.needsTranslation)
    #expect(sentence.restore(sentence.text).text == source)
  }

  @Test func ignoresSpansThatDoNotFitTheSource() {
    let spans = [
      ProtectedSpan(kind: .url, range: 3..<90, text: "x"), ProtectedSpan(kind: .url, range: 0..<3, text: "乙"),
      ProtectedSpan(kind: .url, range: 0..<3, text: "甲"), ProtectedSpan(kind: .url, range: 0..<3, text: "甲"),
    ]
    #expect(MaskedSentence(masking: "甲乙", spans: spans).spans == [spans[2]])
  }

  @Test func isLinearInTheNumberOfSpans() {
    let text = String(repeating: "见{a}和", count: 20_000)
    let elapsed = ThreadTime.measure {
      let sentence = Self.mask(text)
      let restored = sentence.restoreInsertingMissing(String(repeating: "word ", count: 50_000))
      #expect(restored.placements.count == 20_000)
    }
    #expect(elapsed < .seconds(20))
  }
}
