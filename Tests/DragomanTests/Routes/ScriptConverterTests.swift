import Dragoman
import Testing

@Suite struct ScriptConverterTests {
  @Test(arguments: [
    ("t2s", "總幹事宣布會議開幕，並歡迎各國代表。", "总干事宣布会议开幕，并欢迎各国代表。"),
    ("s2t", "代表们讨论了发展议程后面的计划。", "代表們討論了發展議程後面的計劃。"),
    ("s2twp", "这个软件在网络上的质量很好。", "這個軟體在網路上的質量很好。"),
    ("tw2s", "這份文件裡的建議很受歡迎。", "这份文件里的建议很受欢迎。"),
    ("s2hk", "里面的台湾朋友", "裏面的台灣朋友"), ("hk2s", "裏面的衞生間", "里面的卫生间"),
    ("t2tw", "羣衆喫麪", "群眾吃麵"), ("t2s", "", ""), ("t2s", "Hello, мир! 123 😀", "Hello, мир! 123 😀"),
    ("s2t", "发\u{0}发", "發\u{0}發"), ("s2t", "头发发现", "頭髮發現"),
  ])
  func converts(name: String, text: String, expected: String) throws {
    let conversion = try #require(ScriptConversion(rawValue: name))
    #expect(try ScriptConverter(conversion).convert(text) == expected)
  }

  @Test(arguments: ScriptConversion.allCases)
  func everyConversionIsThere(conversion: ScriptConversion) throws {
    #expect(try !ScriptConverter(conversion).convert("会议會議").isEmpty)
  }

  @Test func whatIsConvertedTwiceStaysTheSame() throws {
    let simplified = try ScriptConverter(.traditionalToSimplified)
    let once = simplified.convert("這項決議應當得到執行，以維護發展中國家的權益。")
    #expect(simplified.convert(once) == once)
  }

  @Test func spansStayByteForByte() throws {
    let detector = ProtectedSpanDetector()
    let converter = try ScriptConverter(.simplifiedToTraditional)
    for sample in SpanSentences.samples(count: 300, seed: 77) {
      let passage = Passage(text: sample.text, spans: detector.spans(in: sample.text))
      let converted = converter.convert(passage)
      #expect(converted.spans.map(\.text) == passage.spans.map(\.text))
      let bytes = Array(converted.text.utf8)
      for span in converted.spans { #expect(Array(bytes[span.range]) == Array(span.text.utf8)) }
    }
    // A span that is Chinese itself.
    let code = "请运行`发送`命令。"
    let passage = converter.convert(Passage(text: code, spans: detector.spans(in: code)))
    #expect(passage.text == "請運行`发送`命令。")
  }

  @Test func manyThreadsAtOnce() async throws {
    let converter = try ScriptConverter(.simplifiedToTraditional)
    let results = await withTaskGroup(of: String.self) { group in
      for _ in 0..<64 { group.addTask { converter.convert("发展中国家的头发") } }
      return await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(results == ["發展中國家的頭髮"])
  }
}
