import Dragoman
import Foundation
import Testing

struct AlignmentTests {
  private func link(_ source: Range<Int>, _ target: Range<Int>) -> Alignment.Link {
    Alignment.Link(source: source, target: target)
  }

  @Test func linksAreSortedAndUnique() {
    let alignment = Alignment([
      link(3..<5, 0..<2), link(0..<2, 3..<5), link(3..<5, 0..<2), link(1..<1, 0..<2), link(0..<2, 4..<4),
    ])
    #expect(alignment.links == [link(0..<2, 3..<5), link(3..<5, 0..<2)])
    #expect(alignment.reversed.reversed == alignment)
    #expect(alignment.shifted(source: 10, target: 1).links.first == link(10..<12, 4..<6))
  }

  @Test func compositionFollowsWords() {
    // chat noir -> black cat -> gato negro
    let first = Alignment([link(0..<4, 6..<9), link(5..<9, 0..<5)])
    let second = Alignment([link(0..<5, 5..<10), link(6..<9, 0..<4)])
    #expect(first.composed(with: second).links == [link(0..<4, 0..<4), link(5..<9, 5..<10)])
  }

  @Test func compositionJoinsWhatOverlapsByHalf() {
    // `per cent` is one stretch before and two words behind; a byte at the border is no overlap.
    let first = Alignment([link(0..<1, 3..<11), link(2..<4, 0..<2)])
    let second = Alignment([link(3..<6, 0..<3), link(7..<11, 4..<8), link(0..<2, 9..<11)])
    #expect(
      first.composed(with: second).links == [link(0..<1, 0..<3), link(0..<1, 4..<8), link(2..<4, 9..<11)])
    let slight = Alignment([link(0..<3, 0..<6)]).composed(with: Alignment([link(4..<10, 0..<2)]))
    #expect(slight.links.isEmpty)
    #expect(first.composed(with: Alignment([])).links.isEmpty)
    // A long stretch that begins far back still reaches.
    let long = Alignment([link(0..<1, 30..<32)]).composed(
      with: Alignment([link(0..<40, 0..<5), link(29..<30, 6..<7)]))
    #expect(long.links == [link(0..<1, 0..<5)])
  }

  @Test func compositionWithTheWholeIsTheWhole() {
    let words = Alignment([link(0..<4, 0..<3), link(5..<9, 4..<8)])
    let whole = Alignment(whole: "xxxxxxxx", "zz")
    #expect(words.composed(with: whole).links == [link(0..<4, 0..<2), link(5..<9, 0..<2)])
    #expect(Alignment(whole: "", "zz").links.isEmpty)
  }

  @Test func offsetsCountScalars() throws {
    // Beyond the first plane, a combining accent, Han, a flag of two scalars.
    let source = "😀 会议 🇫🇷"
    let target = "e\u{301} réunion ok"
    let alignment = Alignment([link(0..<4, 0..<3), link(5..<11, 4..<12), link(12..<20, 13..<15)])
    let spans = alignment.spans(source: source, target: target)
    #expect(
      spans == [
        AlignedSpan(source: TextSpan(start: 0, end: 1), target: TextSpan(start: 0, end: 2)),
        AlignedSpan(source: TextSpan(start: 2, end: 4), target: TextSpan(start: 3, end: 10)),
        AlignedSpan(source: TextSpan(start: 5, end: 7), target: TextSpan(start: 11, end: 13)),
      ])
    #expect(spans.map { $0.source.text(in: source) } == ["😀", "会议", "🇫🇷"])
    #expect(spans.map { $0.target.text(in: target) } == ["e\u{301}", "réunion", "ok"])
    #expect(TextSpan(start: 3, end: 99).text(in: "abc") == nil)
    #expect(TextSpan(start: -1, end: 1).text(in: "abc") == nil)
  }

  @Test func endsInsideAScalarGoToItsBorder() {
    let spans = Alignment([link(1..<2, 0..<1), link(0..<99, 0..<1)]).spans(source: "会x", target: "y")
    #expect(spans == [AlignedSpan(source: TextSpan(start: 0, end: 1), target: TextSpan(start: 0, end: 1))])
  }

  @Test func shapeInJSON() throws {
    let span = AlignedSpan(source: TextSpan(start: 0, end: 2), target: TextSpan(start: 4, end: 9))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let json = String(decoding: try encoder.encode(span), as: UTF8.self)
    #expect(json == #"{"source":{"end":2,"start":0},"target":{"end":9,"start":4}}"#)
    #expect(try JSONDecoder().decode(AlignedSpan.self, from: Data(json.utf8)) == span)
  }
}
