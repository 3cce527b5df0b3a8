import Dragoman
import Foundation
import Testing

/// Protected spans through the real model.
@Suite(.enabled(if: ChineseToEnglish.isInstalled))
struct SpanPlacementTests {
  @Test func everySpanComesOutOnceAndByteExact() async throws {
    let samples = SpanSentences.samples()
    #expect(samples.count == 300)
    let results = try await ChineseToEnglish.shared.get().translate(
      samples.map(\.text), from: "zh", to: "en", options: ChineseToEnglish.greedy)
    for (sample, result) in zip(samples, results) {
      // Longest first, each taken out as it is counted: `A/RES/7` must not be found in `A/RES/70`.
      var rest = result.text
      for span in sample.spans.sorted(by: { $0.utf8.count > $1.utf8.count }) {
        let parts = rest.components(separatedBy: span)
        #expect(parts.count == 2, "\(span): \(sample.text) → \(result.text)")
        rest = parts.joined(separator: "\u{FFFC}")
      }
      #expect(!rest.contains("  "), "\(sample.text) → \(result.text)")
      for mark in [" ,", " .", "( ", " )"] {
        #expect(!rest.contains(mark), "\(sample.text) → \(result.text)")
      }
    }
  }

  @Test func unprotectedTextIsTheModelsOwn() async throws {
    var options = ChineseToEnglish.greedy
    options.protectsSpans = false
    let result = try await ChineseToEnglish.shared.get().translate(
      "请访问https://example.org/a?b=1&c=2#d。", from: "zh", to: "en", options: options)
    #expect(!result.text.isEmpty)
    #expect(result.sentences.count == 1)
  }
}
