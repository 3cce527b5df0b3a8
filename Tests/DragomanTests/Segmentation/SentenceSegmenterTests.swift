import Dragoman
import TestSupport
import Testing

@Suite struct SentenceSegmenterTests {
  static let cases: [SegmentationCase] =
    SegmentationCase.chinese + SegmentationCase.japanese + SegmentationCase.english + SegmentationCase.french
    + SegmentationCase.spanish + SegmentationCase.german + SegmentationCase.portugueseAndItalian
    + SegmentationCase.russian + SegmentationCase.arabic + SegmentationCase.others

  @Test func hasCasesEnough() {
    #expect(Self.cases.count >= 150)
  }

  @Test(arguments: cases)
  func findsTheSentences(example: SegmentationCase) throws {
    let segmenter = SentenceSegmenter(language: try LanguageTag(example.language))
    #expect(segmenter.segments(in: example.paragraph).map(\.source) == example.sentences)
  }

  @Test func splitsMarkersOff() {
    let segments = SentenceSegmenter(language: .chinese).segments(in: "一、会议开幕。二、通过议程。")
    #expect(segments.map(\.prefix) == ["一、", "二、"])
    #expect(segments.map(\.text) == ["会议开幕。", "通过议程。"])
  }

  @Test func leavesWhiteSpaceOutOfTheText() {
    let segments = SentenceSegmenter(language: .english).segments(in: "\t One.  Two. \n")
    #expect(
      segments == [
        TextSegment(prefix: "\t ", text: "One.", suffix: "  "), TextSegment(text: "Two.", suffix: " \n"),
      ])
  }

  @Test func doesNotCutKeptRanges() {
    let text = "See {now. But} then. Then go."
    let kept = [4..<14]
    let segments = SentenceSegmenter(language: .english).segments(in: text, keeping: kept)
    #expect(segments.map(\.text) == ["See {now. But} then.", "Then go."])
    #expect(SentenceSegmenter(language: .english).segments(in: text).count == 3)
  }

  @Test func keepsEveryByteOfAnyText() {
    var random = SeededGenerator(seed: 7)
    let alphabet = Array("aB1 .!?。！？“”\"「」（）()«»…,，;；\n\r\t　Дعé一二三、第条-—'’[]{}👍🏽\u{301}\u{0}".unicodeScalars)
    for _ in 0..<3_000 {
      var view = String.UnicodeScalarView()
      for _ in 0..<Int(random.next() % 60) {
        view.append(alphabet[Int(random.next() % UInt64(alphabet.count))])
      }
      let text = String(view)
      let segments = SentenceSegmenter().segments(in: text)
      #expect(Array(segments.map(\.source).joined().utf8) == Array(text.utf8))
      let clauses = SentenceSegmenter().segments(in: text, limit: 7) { $0.unicodeScalars.count }
      #expect(Array(clauses.map(\.source).joined().utf8) == Array(text.utf8))
    }
  }

  @Test func staysLinearOnHostileText() {
    let samples = [
      String(repeating: "a", count: 1_000_000), String(repeating: "字", count: 350_000),
      String(repeating: "。", count: 10_000), String(repeating: "“", count: 300_000),
      String(repeating: "(a.)", count: 250_000), String(repeating: ". ", count: 500_000),
      String(repeating: "e\u{301}", count: 1) + String(repeating: "\u{301}", count: 500_000),
      String(repeating: "1. ", count: 300_000), String(repeating: "\n \r", count: 300_000),
      String(repeating: "a, ", count: 300_000),
    ]
    for sample in samples {
      let time = ThreadTime.measure {
        let segments = SentenceSegmenter().segments(in: sample, limit: 200) { $0.unicodeScalars.count }
        #expect(segments.reduce(0) { $0 + $1.source.utf8.count } == sample.utf8.count)
      }
      #expect(time < .seconds(20), "\(sample.prefix(8)) took \(time)")
    }
  }
}
