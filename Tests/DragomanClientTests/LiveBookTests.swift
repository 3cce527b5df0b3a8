import Dragoman
import DragomanClient
import Live
import Testing

@Suite struct LiveBookTests {
  private static func said(_ number: Int, _ text: String, final: Bool) -> ClientMessage {
    .source(.init(segment: .number(number), revision: 1, text: text, isFinal: final))
  }

  private static func message(_ json: String) throws -> ServerMessage {
    try ServerMessage(line: Array(json.utf8))
  }

  private static func final(_ number: Int, _ target: String, _ text: String) throws -> ServerMessage {
    try message(
      #"{"type":"final","seq":1,"seg":\#(number),"rev":1,"target":"\#(target)","text":"\#(text)","src":"s\#(number)","terms":[],"checks":[],"lag_ms":1}"#
    )
  }

  /// What is finished waits for what stands before it, and for all languages.
  @Test func finishedSegmentsComeInOrder() throws {
    var book = LiveBook(targets: [.english, .chinese])
    book.note(said: Self.said(1, "s", final: false))
    book.note(said: Self.said(2, "s2", final: true))
    book.note(
      heard: try Self.message(
        #"{"type":"partial","seq":1,"seg":1,"rev":1,"src_rev":1,"target":"en","stable":"a","tail":" b"}"#))
    #expect(book.open[0].renderings[0] == .init(stable: "a", tail: " b"))
    for target in ["en", "zh"] { book.note(heard: try Self.final(2, target, "two")) }
    #expect(book.takeFinished().isEmpty)
    book.note(heard: try Self.final(1, "en", "one"))
    #expect(book.takeFinished().isEmpty)
    book.note(heard: try Self.final(1, "zh", "一"))
    let finished = book.takeFinished()
    #expect(finished.map(\.source) == ["s1", "s2"])
    #expect(finished.first?.renderings.map(\.stable) == ["one", "一"])
    #expect(book.open.isEmpty)
  }

  @Test func whatIsRefusedDoesNotHoldUpTheRest() throws {
    var book = LiveBook(targets: [.english])
    book.note(said: Self.said(1, "too long", final: true))
    book.note(said: Self.said(2, "s2", final: true))
    book.note(heard: try Self.final(2, "en", "two"))
    book.note(heard: .error(.init(code: "too_large", message: "", segment: .number(1))))
    #expect(book.takeFinished().map(\.segment) == [.number(2)])
  }
}
