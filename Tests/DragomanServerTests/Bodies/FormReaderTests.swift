import DragomanServer
import TestSupport
import Testing

@Suite struct FormReaderTests {
  private func fields(_ text: String) throws -> [[String]] {
    try FormReader.fields(of: Array(text.utf8)).map { [$0.name, $0.value] }
  }

  @Test func `fields come in their order`() throws {
    #expect(
      try fields("a=1&b=x+y%20z&a=%E8%8C%B6&&c&d=&=e&f=g=h")
        == [["a", "1"], ["b", "x y z"], ["a", "茶"], ["c", ""], ["d", ""], ["", "e"], ["f", "g=h"]])
  }

  @Test func `a sign without digits stands for itself`() throws {
    #expect(try fields("a=100%&b=%zz&c=%4") == [["a", "100%"], ["b", "%zz"], ["c", "%4"]])
  }

  @Test func `a value that is no text names its field`() {
    #expect(throws: ServiceError.invalid(field: "q", reason: "the value at byte 6 of the form is no UTF-8")) {
      try fields("a=1&q=%ff")
    }
  }

  @Test func `fields are counted`() {
    let text = String(repeating: "a&", count: FormReader.mostFields + 1)
    #expect(throws: ServiceError.self) { try fields(text) }
  }

  @Test func `percent coding goes both ways`() {
    #expect(PercentCoding.encoded("茶 a-b_c~.txt") == "%E8%8C%B6%20a-b_c~.txt")
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      _ = try? FormReader.fields(of: bytes)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(
        PercentCoding.decoded(Array(PercentCoding.encoded(text).utf8), plusIsSpace: true) == Array(text.utf8))
    }
  }
}
