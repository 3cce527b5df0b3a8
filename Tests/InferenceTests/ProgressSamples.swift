import Foundation
import Synchronization

/// Processor time and resident memory at equal steps of some work.
///
/// Other tests run in the same process and take memory now and then: what the work itself takes shows in every step.
final class ProgressSamples: Sendable {
  private struct Sample {
    var seconds: Double
    var bytes: Int
  }

  private let samples = Mutex<[Sample]>([])

  /// Takes a sample of the calling thread and the process.
  func take() {
    let sample = Sample(seconds: Self.threadSeconds, bytes: ProcessState.residentBytes ?? 0)
    samples.withLock { $0.append(sample) }
  }

  /// Bytes by which memory grew in all but a quarter of the steps that end at the samples of `range`.
  func usualGrowth(over range: Range<Int>) -> Double {
    quantile(0.25, range) { Double($1.bytes - $0.bytes) }
  }

  /// Processor time of a step, in seconds, where one thread does the work and takes the samples.
  func medianSeconds(over range: Range<Int>) -> Double {
    quantile(0.5, range) { $1.seconds - $0.seconds }
  }

  private static var threadSeconds: Double {
    var time = timespec()
    guard clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return .nan }
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
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
