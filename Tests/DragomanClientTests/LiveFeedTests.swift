import DragomanClient
import Live
import Testing

@Suite struct LiveFeedTests {
  private static func source(
    _ segment: Int, _ revision: Int, _ text: String, final: Bool = false
  ) -> LiveFeed.Item {
    .message(.source(.init(segment: .number(segment), revision: revision, text: text, isFinal: final)))
  }

  private static func all(_ text: String) -> [LiveFeed.Item] {
    var feed = LiveFeed(limit: 1000)
    return feed.take(Array(text.utf8), showsUnfinished: false) + feed.end()
  }

  @Test func eachLineIsASegment() {
    #expect(
      Self.all("\u{FEFF}开会。\r\n\n  two \nthree")
        == [
          Self.source(1, 1, "开会。", final: true), Self.source(2, 1, "two", final: true),
          Self.source(3, 1, "three", final: true),
        ])
  }

  @Test func aLineWithoutItsEndIsBeingSpoken() {
    var feed = LiveFeed(limit: 1000)
    let bytes = Array("好人\n".utf8)
    // Cut inside the second character, which is not there before its last byte.
    #expect(feed.take(bytes[..<4], showsUnfinished: true) == [Self.source(1, 1, "好")])
    #expect(feed.take(bytes[4..<5], showsUnfinished: true) == [])
    #expect(feed.take(bytes[5..<6], showsUnfinished: true) == [Self.source(1, 2, "好人")])
    #expect(feed.take(bytes[6...], showsUnfinished: true) == [Self.source(1, 3, "好人", final: true)])
    #expect(feed.take("a".utf8, showsUnfinished: true) == [Self.source(2, 1, "a")])
    #expect(feed.end() == [Self.source(2, 2, "a", final: true)])
  }

  @Test func aCarriageReturnBeginsTheLineAnew() {
    var feed = LiveFeed(limit: 1000)
    #expect(feed.take("the metting\rthe meet".utf8, showsUnfinished: true) == [Self.source(1, 1, "the meet")])
    #expect(
      feed.take("ing\r\n".utf8, showsUnfinished: true) == [Self.source(1, 2, "the meeting", final: true)])
  }

  @Test func objectsAreMessages() {
    let items = Self.all(
      """
      {"seg":"a","rev":2,"text":"One.","final":true,"speaker":"Chair"}
      {"type":"term","op":"add","source":"one","target":"eins"}
      {"seg":"a"}
      {
      {"type":"end"}
      """)
    #expect(items.count == 5)
    #expect(
      items.first
        == .message(
          .source(.init(segment: .text("a"), revision: 2, text: "One.", isFinal: true, speaker: "Chair"))))
    #expect(items[1] == .message(.term(.init(.add, source: "one", target: "eins"))))
    guard case .complaint(3, _) = items[2], case .complaint(4, _) = items[3] else {
      Issue.record("the third and the fourth line make no sense: \(items)")
      return
    }
    #expect(items[4] == .message(.end))
  }

  @Test func longLinesAreLeftOut() {
    let items = Self.all(String(repeating: "a", count: 1001) + "\nb\n")
    guard case .complaint(1, let reason) = items.first else {
      Issue.record("\(items)")
      return
    }
    #expect(reason.contains("1001") && items.dropFirst() == [Self.source(1, 1, "b", final: true)])
  }
}
