import Inference
import Testing

@Suite struct TokenLoopTests {
  @Test(arguments: [1, 2, 5, 11, 32])
  func findsLoopsOfEveryPeriod(period: Int) {
    let start = (0..<10).map { Int32(1000 + $0) }
    let unit = (0..<period).map { Int32($0) }
    let rounds = max(4, 25 / period + 2)
    let tokens = start + (0..<rounds).flatMap { _ in unit }
    let loop = TokenLoop.trailing(in: tokens)
    #expect(loop?.period == period)
    #expect(loop?.repeated == (rounds - 1) * period)
  }

  @Test func leavesOrdinaryTextAlone() {
    let tokens = (0..<400).map { Int32(($0 * 7919) % 613) }
    #expect(TokenLoop.trailing(in: tokens) == nil)
    // "ha ha ha" and a refrain that comes twice are no loops.
    #expect(TokenLoop.trailing(in: [1, 2] + Array(repeating: 7, count: 12)) == nil)
    let refrain = (0..<40).map { Int32($0) }
    #expect(TokenLoop.trailing(in: refrain + refrain) == nil)
  }

  @Test func toleratesWhatTheSourceRepeats() {
    let dots = [Int32](repeating: 9, count: 40)
    #expect(TokenLoop.trailing(in: dots) != nil)
    #expect(TokenLoop.trailing(in: dots, allowance: 2 * TokenLoop.longestRun(in: dots)) == nil)
    #expect(TokenLoop.longestRun(in: [1, 2, 1, 2, 1, 2]) == 4)
    #expect(TokenLoop.longestRun(in: []) == 0)
  }
}
