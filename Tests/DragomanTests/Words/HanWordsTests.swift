import Dragoman
import Foundation
import Testing

@Suite struct HanWordsTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let models = folder.appending(path: "../../Models").standardizedFileURL

  private static func lines(_ url: URL) throws -> [[String]] {
    try String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: "\t").map(String.init)
    }
  }

  private static func verdict(_ words: HanWords, _ term: String, _ sentence: String) throws -> (
    free: Int, cut: Int, isWord: Bool
  ) {
    let range = try #require(sentence.range(of: term))
    func han(_ text: Substring) -> [UInt32] {
      text.unicodeScalars.map(\.value).filter { (0x4E00...0x9FFF).contains($0) }
    }
    let isHan: (Character) -> Bool = { $0.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) } }
    let before = sentence[..<range.lowerBound].reversed().prefix(while: isHan).reversed()
    return words.verdict(
      before: han(Substring(String(before))), term: han(sentence[range]),
      after: han(sentence[range.upperBound...].prefix(while: isHan)))
  }

  @Test func verdictsAreThoseOfTheRecipe() throws {
    let words = try #require(HanWords.shared)
    for line in try Self.lines(Self.models.appending(path: "training/han-words/expected.tsv")) {
      let found = try Self.verdict(words, line[1], line[2])
      #expect(
        found.free == Int(line[3]) && found.cut == Int(line[4]) && found.isWord == (line[0] == "accept"),
        "\(line)")
    }
  }

  @Test func mostCasesAreRight() throws {
    let words = try #require(HanWords.shared)
    let cases = try Self.lines(Self.folder.appending(path: "Resources/han-words.tsv"))
    var right = ["accept": 0, "reject": 0]
    for line in cases where try Self.verdict(words, line[1], line[2]).isWord == (line[0] == "accept") {
      right[line[0], default: 0] += 1
    }
    let accepts = cases.count { $0[0] == "accept" }
    #expect(Double(right["accept"] ?? 0) >= 0.98 * Double(accepts), "\(right) of \(cases.count)")
    #expect(Double(right["reject"] ?? 0) >= 0.8 * Double(cases.count - accepts), "\(right) of \(cases.count)")
  }

  @Test func termsInsideLongerWordsAreNotFound() throws {
    let entries = [("中国", "China"), ("马里", "Mali"), ("说明", "explanation"), ("专利", "patent")].map {
      source, target in
      GlossaryEntry(forms: [.chinese: [source], .english: [target]], status: .required)
    }
    let finder = Glossary(entries).finder(from: .chinese, to: .english)
    let cases: [(text: String, terms: [String])] = [
      ("发展中国家支持这项建议。", []), ("中国代表团支持这项建议。", ["China"]), ("他喜欢玩超级马里奥。", []),
      ("马里政府表示感谢。", ["Mali"]), ("請看說明書。", []), ("他的专利申请已经提交。", ["patent"]),
    ]
    for (text, terms) in cases { #expect(finder.matches(in: text).flatMap(\.targets) == terms, "\(text)") }
    #expect(finder.matches(in: "发展中国家", isLenient: true).count == 1)
  }

  @Test func otherFilesAreNone() {
    for text in ["", "floor\t1\n", "floor\tx\n", "word", "字\t-1\n"] {
      #expect(HanWords(Data(text.utf8)) == nil)
    }
  }
}
