import Dragoman
import Testing

/// Alignments of masked sentences, carried to the sentences themselves and to their mended translations.
struct MaskedAlignmentTests {
  private func masked(_ source: String) -> MaskedSentence {
    MaskedSentence(masking: source, spans: ProtectedSpanDetector().spans(in: source))
  }

  private func range(of part: String, in text: String) throws -> Range<Int> {
    let found = try #require(text.range(of: part))
    let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
    return start..<start + part.utf8.count
  }

  /// `pairs` link words of the masked text and of its translation; the result as words of the finished texts.
  private func carried(
    _ source: String, translation: String, _ pairs: [(String, String)], repaired: ((String) -> String)? = nil
  ) throws -> [String] {
    let masked = masked(source)
    let restored = masked.restoreInsertingMissing(translation)
    let final = repaired?(restored.text) ?? restored.text
    let alignment = Alignment(
      try pairs.map {
        Alignment.Link(
          source: try range(of: $0.0, in: masked.text), target: try range(of: $0.1, in: translation))
      })
    return masked.aligned(alignment, translation: translation, restored: restored, text: final)
      .spans(source: source, target: final)
      .map { "\($0.source.text(in: source) ?? "?")=\($0.target.text(in: final) ?? "?")" }
  }

  @Test func aSpanBelongsToItself() throws {
    let source = "请访问https://example.org/a?b=1并阅读文件。"
    let masked = masked(source)
    let standIn = try #require(masked.standIns.first).text
    let found = try carried(
      source, translation: "Please visit \(standIn) and read the document.",
      [("请", "Please"), ("访问", standIn), (standIn, "visit"), ("阅读", "read"), ("文件", "document")])
    #expect(
      found == ["请=Please", "https://example.org/a?b=1=https://example.org/a?b=1", "阅读=read", "文件=document"])
  }

  @Test func aDroppedSpanIsLinkedWhereItWasSet() throws {
    let source = "见文件A/RES/70/1第三段。"
    let found = try carried(source, translation: "See the third paragraph.", [("段", "paragraph")])
    #expect(found.contains("A/RES/70/1=A/RES/70/1") && found.contains("段=paragraph"))
  }

  @Test func marksAtTheEndsAreLinked() throws {
    let source = "会议通过了报告[1]。"
    let found = try carried(source, translation: "The meeting adopted the report.", [("报告", "report")])
    #expect(found == ["报告=report", "[1]=[1]"])
  }

  @Test func repairsMoveTheOffsets() throws {
    let source = "设立工作组的文件"
    let repair = PunctuationRepair(source: source, spans: [])
    let found = try carried(
      source, translation: "(b) Document establishing the group ' s work.",
      [("设立", "establishing"), ("文件", "Document"), ("工作组", "group"), ("的", "(b)")],
      repaired: { repair.repaired($0) })
    // The marker is gone with its link, the gaps around the apostrophe too.
    #expect(found == ["设立=establishing", "工作组=group", "文件=Document"])
  }

  @Test func emojiAndAccentsBeforeAWord() throws {
    let source = "😀 e\u{301}té {name} 好"
    let masked = masked(source)
    let standIn = try #require(masked.standIns.first).text
    let found = try carried(
      source, translation: "🙂 ok \(standIn) good", [("😀", "🙂"), ("好", "good")])
    #expect(found == ["😀=🙂", "{name}={name}", "好=good"])
  }
}
