import Dragoman
import Testing

@Suite struct HypothesisChoiceTests {
  private let choice = HypothesisChoice(fidelity: FidelityCheck(from: "zh", to: "en"), spacing: .spaced)

  private func masked(_ source: String) -> MaskedSentence {
    MaskedSentence(masking: source, spans: ProtectedSpanDetector().spans(in: source))
  }

  private func option(_ text: String, _ score: Float, isComplete: Bool = true) -> HypothesisChoice.Option {
    HypothesisChoice.Option(text: text, score: score, isComplete: isComplete)
  }

  @Test func theLikeliestWinsWhenNothingIsWrongWithIt() {
    let options = [option("73 delegations took part.", -0.4), option("There were 73 delegations.", -0.41)]
    #expect(choice.best(of: options, for: masked("73个代表团参加了会议。")) == 0)
  }

  @Test func rightNumbersBeatASlightlyBetterScore() {
    let options = [
      option("The market is worth $90 billion.", -0.40), option("The market is worth nine.", -0.45),
      option("The market is worth $9 billion.", -0.52),
    ]
    #expect(choice.best(of: options, for: masked("市场规模为90亿美元。")) == 2)
  }

  @Test func aMuchWorseOrUnfinishedHypothesisIsNoChoice() {
    let source = masked("市场规模为90亿美元。")
    let wrong = option("The market is worth $90 billion.", -0.4)
    #expect(choice.best(of: [wrong, option("It is $9 billion.", -1.2)], for: source) == 0)
    #expect(choice.best(of: [wrong, option("It is $9 billion.", -0.5, isComplete: false)], for: source) == 0)
    #expect(choice.best(of: [], for: source) == nil)
  }

  @Test func aKeptSpanBeatsADroppedOne() {
    let source = masked("请查看文件A/74/1的附件。")
    #expect(source.standIns.count == 1)
    let kept = "Please see the annex to document \(source.standIns[0].text)."
    #expect(choice.best(of: [option("Please see the annex.", -0.3), option(kept, -0.4)], for: source) == 1)
  }
}
