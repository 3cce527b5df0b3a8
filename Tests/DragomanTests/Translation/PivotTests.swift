import Dragoman
import Foundation
import Synchronization
import Testing

/// Routes of two models. Where no second model is installed the first one reads its own English again: what
/// it makes of that matters less here than that each sentence goes the whole way by itself.
@Suite(.enabled(if: ChineseToEnglish.isInstalled))
struct PivotTests {
  private static let translator: Translator? = {
    guard let first = ChineseToEnglish.folder, let english = ModelEntry.Coverage("en"),
      let chinese = ModelEntry.Coverage("zh"), let french = ModelEntry.Coverage("fr")
    else { return nil }
    let second = try? ModelStore().installedModels().first { $0.from == "en" && $0.to == "fr" }?.folder
    return Translator(
      directory: .entries(
        [
          ModelEntry(id: "first", folder: first, from: chinese, to: english, quality: 23),
          ModelEntry(id: "second", folder: second ?? first, from: english, to: french, quality: 45),
        ], catalogue: ModelCatalogue(entries: [])))
  }()

  private func translate(
    _ texts: [String], from: String? = "zh", to: String = "fr",
    options: TranslationOptions = ChineseToEnglish.greedy
  ) async throws -> [Translation] {
    try await #require(Self.translator).translate(texts, from: from, to: to, options: options)
  }

  @Test func theRouteAndTheTextBetweenAreReported() async throws {
    let texts = ["主席宣布会议开幕。\n\n谢谢。"]
    let pivoted = try #require(try await translate(texts).first)
    let direct = try #require(try await translate(texts, to: "en").first)
    #expect(pivoted.route.models == ["first", "second"] && direct.route.models == ["first"])
    #expect(pivoted.route.pivots == [.english])
    #expect(pivoted.route.quality != nil && direct.route.quality == 23)
    #expect(pivoted.sentences.map { $0.pivots.map(\.text) } == direct.sentences.map { [$0.text] })
    #expect(pivoted.sentences.allSatisfy { $0.pivots.map(\.language) == ["en"] })
    #expect(direct.sentences.allSatisfy { $0.pivots.isEmpty })
    #expect(zip(pivoted.sentences, direct.sentences).allSatisfy { $0.score < $1.score })
    #expect(pivoted.text.contains("\n\n"))
    let json = try JSONEncoder().encode(pivoted)
    #expect(try JSONDecoder().decode(Translation.self, from: json) == pivoted)
  }

  @Test func everySpanComesOutOnceAndByteExact() async throws {
    let samples = SpanSentences.samples(count: 48, seed: 4)
    let results = try await translate(samples.map(\.text))
    for (sample, result) in zip(samples, results) {
      var rest = result.text
      for span in sample.spans.sorted(by: { $0.utf8.count > $1.utf8.count }) {
        let parts = rest.components(separatedBy: span)
        #expect(parts.count == 2, "\(span): \(sample.text) → \(result.text)")
        rest = parts.joined(separator: "\u{FFFC}")
      }
    }
  }

  @Test func theSameAloneAndInADocument() async throws {
    let sentences = ["请参阅文件A/RES/70/1第12段。", "72.5万", "谢谢。", "數據必須在本地處理。", "2023年共提交了330万件申请[1]。"]
    var alone: [SentenceTranslation] = []
    for sentence in sentences { alone += try await translate([sentence])[0].sentences }
    let document = try await translate([sentences.joined(separator: "\n")])[0]
    #expect(document.sentences == alone)
    #expect(alone[1].text == "725,000")
    #expect(try await translate(sentences.reversed()).reversed().flatMap(\.sentences) == alone)
    // Of no said script, the one Traditional sentence is converted.
    #expect(alone[3].pivots.first?.text == "数据必须在本地处理。" && alone[3].pivots.first?.language == "zh-Hans")
    #expect(document.route.steps.map(\.kind) == [.script, .model, .model])
  }

  @Test func traditionalTextIsConvertedFirst() async throws {
    let simplified = try await translate(["主席宣布会议开幕。"], to: "en")[0]
    let detected = try await translate(["主席宣布會議開幕。"], from: nil, to: "en")[0]
    #expect(detected.from == "zh-Hant" && detected.text == simplified.text)
    #expect(detected.route.steps.map(\.conversion) == [.traditionalToSimplified, nil])
    let named = try await translate(["主席宣布會議開幕。"], from: "zh-HK", to: "en")[0]
    #expect(named.text == simplified.text)
    #expect(named.route.steps.first?.conversion == .hongKongToSimplified)
    #expect(simplified.route.steps.count == 1)
  }

  @Test func whatNeedsNoModelIsCopiedAllTheWay() async throws {
    for text in ["", "。", "12345", "https://example.org", "\n"] {
      let result = try await translate([text])[0]
      #expect(result.text == text)
      #expect(result.sentences.allSatisfy { $0.finishReason == .copied && $0.pivots.isEmpty })
    }
  }

  @Test func alternativesAndForcedPivots() async throws {
    var options = TranslationOptions()
    options.alternatives = 3
    options.via = ["English"]
    let result = try await translate(["主席宣布会议开幕。"], options: options)[0]
    let ranked = try #require(result.sentences.first).ranked
    #expect(ranked.count == 3 && ranked.map(\.score) == ranked.map(\.score).sorted(by: >))
    options.via = ["ja"]
    await #expect(throws: TranslatorError.self) { try await translate(["谢谢。"], options: options) }
  }

  @Test func progressRunsToTheEnd() async throws {
    let seen = PivotProgress()
    _ = try await #require(Self.translator).translate(
      "谢谢。\n主席宣布会议开幕。\n数据必须在本地处理。", from: "zh", to: "fr", options: ChineseToEnglish.greedy
    ) { seen.add($0) }
    let last = try #require(seen.all.max { $0.completedSentences < $1.completedSentences })
    #expect(last.completedSentences == 3 && last.totalSentences == 3)
  }
}

private final class PivotProgress: Sendable {
  private let reports = Mutex<[TranslationProgress]>([])

  var all: [TranslationProgress] { reports.withLock { $0 } }

  func add(_ report: TranslationProgress) { reports.withLock { $0.append(report) } }
}
