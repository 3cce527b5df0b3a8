import Documents
import Synchronization

/// Adds up what the files of a job report, from any thread.
final class ProgressMeter: Sendable {
  private struct State {
    var progress: BatchProgress
    /// By file, what is done of it: between 0 and 1.
    var shares: [String: Double] = [:]
    var samples: [(time: ContinuousClock.Instant, words: Int)] = []
  }

  private static let memory = Duration.seconds(60)
  private static let least = Duration.seconds(2)

  private let state: Mutex<State>
  private let report: (@Sendable (BatchProgress) -> Void)?

  /// - Parameters:
  ///   - files: all that the job has.
  ///   - waiting: those of them that are about to be translated.
  init(_ files: [JobFile], waiting: [JobFile], report: (@Sendable (BatchProgress) -> Void)?) {
    let waiting = Set(waiting.map(\.path))
    var progress = BatchProgress()
    for file in files where file.state != .skipped {
      progress.files += 1
      progress.units += file.survey?.units ?? 0
      progress.words += file.survey?.words ?? 0
      guard !waiting.contains(file.path) else { continue }
      if file.state == .done { progress.completedFiles += 1 } else { progress.failedFiles += 1 }
      progress.completedUnits += file.survey?.units ?? 0
      progress.completedWords += file.survey?.words ?? 0
    }
    state = Mutex(State(progress: progress, samples: [(.now, progress.completedWords)]))
    self.report = report
  }

  func advance(_ file: JobFile, _ done: DocumentTranslator.Progress) {
    set(file, Double(done.completedUnits) / Double(max(1, done.totalUnits)))
  }

  /// - Parameter isDone: false for a failure, whose words are no longer waited for.
  func end(_ file: JobFile, isDone: Bool) {
    set(file, 1) { progress in
      if isDone { progress.completedFiles += 1 } else { progress.failedFiles += 1 }
    }
  }

  private func set(_ file: JobFile, _ share: Double, _ change: (inout BatchProgress) -> Void = { _ in }) {
    let progress = state.withLock { state in
      let before = state.shares.updateValue(share, forKey: file.path) ?? 0
      let part = { (count: Int?, share: Double) in Int(Double(count ?? 0) * share) }
      for (key, count) in [
        (\BatchProgress.completedUnits, file.survey?.units), (\.completedWords, file.survey?.words),
      ] {
        state.progress[keyPath: key] += part(count, share) - part(count, before)
      }
      change(&state.progress)
      let now = ContinuousClock.now
      state.samples.append((now, state.progress.completedWords))
      while state.samples.count > 2, now - state.samples[1].time > Self.memory { state.samples.removeFirst() }
      if let first = state.samples.first, now - first.time >= Self.least {
        state.progress.wordsPerSecond =
          Double(state.progress.completedWords - first.words) / ((now - first.time) / .seconds(1))
      }
      return state.progress
    }
    report?(progress)
  }
}
