import CKernels
import TestSupport
import Testing

struct ReduceLogitsTests {
  @Test(arguments: KernelTable.available, [1, 2, 5, 12, 128])
  func agreesWithASort(table: KernelTable, k: Int) {
    for n in [1, 3, 8, 31, 500, 1024, 1025, 5000] {
      var numbers = SeededGenerator(seed: UInt64(n))
      let logits = numbers.floats(n, in: -15...15)
      for tile in [n, 1, 7, 16, 1000, 2048] where n / tile < 600 {
        let reduction = LogitsReduction(k: k)
        reduction.take(logits, tile: tile, table)
        let best = LogitsReduction.best(logits, k)
        #expect(reduction.ids == best)
        #expect(reduction.logits == best.map { $0 < 0 ? -.infinity : logits[$0] })
        #expect(reduction.maximum == logits.max())
        #expect(abs(reduction.logSumExp - LogitsReduction.logSumExp(logits)) < 2e-6)
      }
    }
  }

  @Test(arguments: KernelTable.available, [1, 6, 40])
  func tiesGoToTheLowerId(table: KernelTable, k: Int) {
    var numbers = SeededGenerator(seed: 2)
    let logits = (0..<3000).map { _ in Float(Int.random(in: -3...3, using: &numbers)) }
    for tile in [3000, 10, 512] {
      let reduction = LogitsReduction(k: k)
      reduction.take(logits, tile: tile, table)
      #expect(reduction.ids == LogitsReduction.best(logits, k))
    }
  }

  @Test(arguments: KernelTable.available)
  func risingAndFallingLogits(table: KernelTable) {
    let rising = (0..<4000).map { Float($0) * 0.01 }
    for logits in [rising, rising.reversed()] {
      let reduction = LogitsReduction(k: 10)
      reduction.take(logits, tile: 64, table)
      #expect(reduction.ids == LogitsReduction.best(logits, 10))
      #expect(abs(reduction.logSumExp - LogitsReduction.logSumExp(logits)) < 1e-5)
    }
  }

  @Test(arguments: KernelTable.available)
  func bannedWordsAddNothing(table: KernelTable) {
    var numbers = SeededGenerator(seed: 6)
    var logits = numbers.floats(2500, in: -5...5)
    for i in logits.indices where i % 3 != 1 || i < 700 { logits[i] = -.infinity }
    for tile in [2500, 100, 9] {
      let reduction = LogitsReduction(k: 8)
      reduction.take(logits, tile: tile, table)
      #expect(reduction.ids == LogitsReduction.best(logits, 8))
      let expected = LogitsReduction.logSumExp(logits.filter { $0 > -.infinity })
      #expect(abs(reduction.logSumExp - expected) < 2e-6)
    }
  }

  @Test(arguments: KernelTable.available, [1, 8, 1030])
  func onlyBannedWordsKeepNothing(table: KernelTable, n: Int) {
    let reduction = LogitsReduction(k: 3)
    reduction.take([Float](repeating: -.infinity, count: n), tile: 500, table)
    #expect(reduction.ids == [-1, -1, -1])
    #expect(reduction.maximum == -.infinity)
    #expect(reduction.expSum == 0)
  }

  @Test(arguments: KernelTable.available)
  func fewerWordsThanCandidates(table: KernelTable) {
    let reduction = LogitsReduction(k: 6)
    reduction.take([-.infinity, 2, 3], tile: 8, from: 100, table)
    #expect(reduction.ids == [102, 101, -1, -1, -1, -1])
  }

  @Test(arguments: KernelTable.available, [1, 16, 40])
  func whatIsNotANumberIsPassedOver(table: KernelTable, n: Int) {
    var numbers = SeededGenerator(seed: UInt64(n))
    var logits = numbers.floats(n)
    logits[n / 2] = .nan
    let reduction = LogitsReduction(k: 4)
    reduction.take(logits, tile: 16, table)
    #expect(reduction.ids == LogitsReduction.best(logits, 4))
    #expect(reduction.expSum.isFinite)
  }

  @Test(arguments: KernelTable.available)
  func farBelowTheMaximumCountsAsNothing(table: KernelTable) {
    let reduction = LogitsReduction(k: 1)
    reduction.take([-1e30, 1e30, -3e38], tile: 1, table)
    #expect(reduction.maximum == 1e30)
    #expect(reduction.expSum == 1)
  }
}
