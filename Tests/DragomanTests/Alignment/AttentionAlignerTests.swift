import Dragoman
import Testing

/// Hand-made attention to links.
struct AttentionAlignerTests {
  /// Pieces of `text` that lie at `parts`, end to end.
  private func ranges(_ parts: [String]) -> [Range<Int>] {
    var start = 0
    return parts.map { part in
      defer { start += part.utf8.count }
      return start..<start + part.utf8.count
    }
  }

  /// The linked stretches, as text.
  private func links(
    _ attention: [[Float]], source: [String], target: [String], firstPosition: Int = 0
  ) -> [String] {
    let (from, to) = (source.joined(), target.joined())
    let alignment = AttentionAligner.alignment(
      attention: attention, source: from, pieces: ranges(source), firstPosition: firstPosition, target: to,
      tokens: ranges(target))
    func slice(_ text: String, _ range: Range<Int>) -> String {
      String(decoding: Array(text.utf8)[range], as: UTF8.self)
    }
    return alignment.links.map { "\(slice(from, $0.source))=\(slice(to, $0.target))" }
  }

  @Test func wordsInAnotherOrder() {
    let found = links(
      [[0.1, 0.8, 0.0, 0.1], [0.8, 0.1, 0.0, 0.1], [0.0, 0.1, 0.8, 0.1]], source: ["blue", " sky", "."],
      target: ["ciel", " bleu", "."])
    #expect(found == ["blue=bleu", "sky=ciel", ".=."])
  }

  @Test func piecesOfOneWordCountTogether() {
    // Neither piece of `Genève` looks most at one piece, the word does at the word.
    let found = links(
      [[0.3, 0.3, 0.4], [0.25, 0.35, 0.4], [0.0, 0.1, 0.9]], source: ["Gen", "eva", "?"],
      target: ["Gen", "ève", "?"])
    #expect(found == ["Geneva=Genève", "?=?"])
  }

  @Test func neighboursWithTheSamePartnerAreOneStretch() {
    let found = links(
      [[0.9, 0.05, 0.05], [0.05, 0.5, 0.45]], source: ["15", " per", " cent"], target: ["15", " %"])
    #expect(found == ["15=15", "per cent=%"])
  }

  @Test func whatIsSplitIsLinkedTwice() {
    let found = links(
      [[0.9, 0.1, 0.0], [0.0, 0.9, 0.1], [0.1, 0.1, 0.8], [0.0, 0.8, 0.2]], source: ["I", " not", " know"],
      target: ["je", " ne", " sais", " pas"])
    #expect(found == ["I=je", "not=ne", "not=pas", "know=sais"])
  }

  @Test func aWordThatAllLookAtIsNobodys() {
    let found = links(
      [[0.55, 0.45, 0.0], [0.55, 0.0, 0.45], [0.9, 0.05, 0.05]], source: [".", " cat", " dog"],
      target: ["chat", " chien", " xx"])
    #expect(found.contains("cat=chat") && found.contains("dog=chien"))
    #expect(!found.contains(".=chat") && !found.contains(".=chien"))
  }

  @Test func attentionToTheMarksLinksNothing() {
    let found = links(
      [[0.9, 0.05, 0.02, 0.03], [0.1, 0.05, 0.75, 0.1]], source: ["a", " b"], target: ["x", " y"],
      firstPosition: 1)
    #expect(found == ["b=y"])
    #expect(links([], source: ["a"], target: ["x"]).isEmpty)
    #expect(links([[0, 0]], source: ["a"], target: ["x"]).isEmpty)
    #expect(links([], source: [], target: []).isEmpty)
  }

  @Test func chineseIsLinkedByPieces() {
    let found = links(
      [[0.9, 0.0, 0.1], [0.1, 0.8, 0.1], [0.0, 0.1, 0.9]], source: ["主席", "宣布", "。"],
      target: ["Chair", " declared", "."])
    #expect(found == ["主席=Chair", "宣布=declared", "。=."])
  }

  @Test func elisionsAndPossessivesAreWordsOfTheirOwn() {
    let found = links(
      [[0.04, 0.94, 0.02], [0.94, 0.04, 0.02]], source: ["l'", "eau", " bleue"], target: ["water", " the"])
    #expect(found.contains("l'=the") && found.contains("eau=water"))
    let possessive = links(
      [[0.98, 0.0, 0.02], [0.1, 0.9, 0.0]], source: ["Anne", "'s", " 3,000"], target: ["Anne", " de"])
    #expect(possessive == ["Anne=Anne", "'s=de"])
  }
}
