import Dragoman
import Foundation
import Testing

@Suite struct SampleDocumentTests {
  @Test func everySpanOfTheSampleIsFound() throws {
    let package = URL(filePath: #filePath).appending(path: "../../../..").standardized
    let sample = package.appending(path: "Models/samples/session-minutes.zh.txt")
    let text = try String(contentsOf: sample, encoding: .utf8)
    let spans = ProtectedSpanDetector().spans(in: text)
    func texts(_ kind: ProtectedSpan.Kind) -> [String] { spans.filter { $0.kind == kind }.map(\.text) }
    #expect(
      texts(.url) == [
        "https://www.example.org/odc/st7/documents?lang=zh&id=4", "https://www.example.org/odc/glossary",
        "http://stats.example.int/2024/annex_b.pdf", "www.example.org/odc/survey",
      ])
    #expect(texts(.email) == ["odc-secretariat@example.org", "data@example.org"])
    #expect(
      texts(.footnoteMark) == [
        "[footnoteRef:1]", "[footnoteRef:2]", "[^3]", "[footnoteRef:1]", "[footnoteRef:2]", "[^3]",
      ])
    #expect(
      texts(.documentSymbol) == [
        "ODC/ST/7/12 Rev.1", "ODC/ST/7/INF/1", "ODC/ST/7/4", "ODC/ST/7/1 Prov.2", "ODC/ST/7/4",
        "ODC/ST/7/4 Add.1", "ODC/ST/6/9", "ISO/IEC 27001", "ODC/ST/7/5", "ODC/ST/7/5", "ODC/ST/6/9",
      ])
    #expect(texts(.placeholder) == ["{name}", "%s"])
    #expect(texts(.identifier) == ["550e8400-e29b-41d4-a716-446655440000"])
    #expect(texts(.filePath) == ["README.md"])
    #expect(spans.count == 4 + 2 + 6 + 11 + 2 + 1 + 1)
  }
}
