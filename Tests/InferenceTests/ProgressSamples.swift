import Synchronization

/// Time and resident memory at equal steps of some work.
///
/// Other tests run in the same process and take memory now and then: what the work itself takes shows in every step.
final class ProgressSamples: Sendable {
  private struct Sample {
    var time: ContinuousClock.Instant
    var bytes: Int
  }

  private let samples = Mutex<[Sample]>([])

  func take() {
    let sample = Sample(time: .now, bytes: ProcessState.residentBytes ?? 0)
    samples.withLock { $0.append(sample) }
  }

  /// Bytes by which memory grew in all but a quarter of the steps that end at the samples of `range`.
  func usualGrowth(over range: Range<Int>) -> Double {
    quantile(0.25, range) { Double($1.bytes - $0.bytes) }
  }

  /// Seconds that a step took.
  func medianSeconds(over range: Range<Int>) -> Double {
    quantile(0.5, range) { ($1.time - $0.time) / .seconds(1) }
  }

  private func quantile(
    _ share: Double, _ range: Range<Int>, _ difference: (Sample, Sample) -> Double
  ) -> Double {
    let all = samples.withLock { $0 }
    let steps = zip(all, all.dropFirst()).map(difference)
    let chosen = steps[range.clamped(to: steps.indices)].sorted()
    return chosen.isEmpty ? .nan : chosen[Int(share * Double(chosen.count))]
  }
}
