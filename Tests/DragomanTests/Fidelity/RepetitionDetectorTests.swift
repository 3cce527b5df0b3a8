import Dragoman
import TestSupport
import Testing

@Suite struct RepetitionDetectorTests {
  let detector = RepetitionDetector()

  @Test func findsTheLoopAtTheEnd() {
    let tokens: [Int32] = [9, 8, 7] + Array(repeating: [1, 2, 3, 4, 5], count: 4).flatMap(\.self)
    #expect(detector.loop(in: tokens) == LoopFinding(period: 5, count: 4, start: 3))
  }

  @Test func findsOneTokenOverAndOver() {
    #expect(detector.loop(in: [4, 5, 6, 6, 6, 6, 6, 6, 6, 7]) == LoopFinding(period: 1, count: 7, start: 2))
  }

  @Test func namesTheShortestTurn() {
    let finding = detector.loop(in: Array(repeating: [1, 2] as [Int32], count: 20).flatMap(\.self))
    #expect(finding?.period == 2)
    #expect(finding?.count == 20)
  }

  @Test(
    arguments: [
      [], [1], [1, 1], [1, 1, 1, 1], [1, 2, 1, 2, 1, 2], [1, 2, 3, 4, 1, 2, 3, 4], [1, 2, 3, 4, 5, 6],
    ] as [[Int32]])
  func keepsQuiet(_ tokens: [Int32]) {
    #expect(detector.loop(in: tokens) == nil)
  }

  @Test func countsWordsOfSpacedScriptsAndCharactersOfOthers() {
    #expect(detector.loop(in: "and the report and the report and the report and the report")?.period == 3)
    #expect(detector.loop(in: "我们讨论了讨论了讨论了讨论了")?.period == 3)
    #expect(detector.loop(in: "The Committee took note of the report and of the report of the Board.") == nil)
  }

  @Test func measuresRepetitionWithoutALoop() {
    #expect(detector.repeatedShare(of: (0..<100).map { Int32($0) }) == 0)
    #expect(detector.repeatedShare(of: Array(repeating: 1, count: 100)) > 0.95)
  }

  @Test func isLinear() {
    let tokens = (0..<1_000_000).map { Int32($0 % 997) }
    let elapsed = ThreadTime.measure { _ = detector.loop(in: tokens) }
    #expect(elapsed < .seconds(15))
  }
}
