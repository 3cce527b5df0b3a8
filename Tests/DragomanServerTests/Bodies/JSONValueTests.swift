import DragomanServer
import TestSupport
import Testing

@Suite struct JSONValueTests {
  @Test func `values are read and written as they are`() throws {
    let text = #"{"a":[1,-2.5,true,false,null,"x"],"b":{},"c":[],"d":"\"\\\n\u0001茶"}"#
    let value = try JSONValue(Array(text.utf8))
    #expect(value.text == text)
    #expect(value["a"]?[1]?.number == -2.5)
    #expect(value["d"]?.string == "\"\\\n\u{1}茶")
  }

  @Test func `escapes become characters`() throws {
    #expect(try JSONValue(Array(#""\u8336\ud83c\udf75\/\b\f\t""#.utf8)).string == "茶🍵/\u{8}\u{C}\t")
    // Half of a pair is no character.
    #expect(try JSONValue(Array(#""\ud83ca""#.utf8)).string == "\u{FFFD}a")
    #expect(try JSONValue(Array(#""\ud83c\u0041""#.utf8)).string == "\u{FFFD}A")
  }

  @Test(arguments: [
    ("", 0), ("{", 1), ("[1,]", 3), ("{\"a\" 1}", 5), ("\"a", 0), ("\"a\u{1}\"", 2), ("01", 0), ("1.", 0),
    ("-", 0), ("1.e3", 0), ("+1", 0), ("nul", 0), ("1 2", 2), (#""\x""#, 2), (#""\u12g4""#, 3), ("\"\\", 2),
    ("{a:1}", 1), ("1e999", 0),
  ])
  func `what is no JSON is refused at its byte`(_ text: String, _ byte: Int) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(Array(text.utf8)) }
    #expect(error?.byte == byte)
  }

  @Test func `text that is no UTF-8 is refused`() {
    #expect(throws: JSONSyntaxError.self) { try JSONValue([0x22, 0xC3, 0x28, 0x22]) }
  }

  @Test func `depth is limited`() {
    let text = String(repeating: "[", count: 100_000)
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(Array(text.utf8)) }
    #expect(error?.byte == 64)
  }

  @Test func `whatever comes, it is read or refused within its bytes`() {
    var generator = SeededGenerator(seed: 7)
    let alphabet = Array(#"{}[]",:\u0123456789eE+-.truefalsn "#.utf8) + [0xE8, 0x8C, 0xB6, 0x00]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...30, using: &generator)).compactMap { _ in
        alphabet.randomElement(using: &generator)
      }
      do throws(JSONSyntaxError) {
        let value = try JSONValue(bytes)
        #expect((try? JSONValue(value.bytes)) == value)
      } catch {
        #expect((0...bytes.count).contains(error.byte))
      }
    }
  }
}
