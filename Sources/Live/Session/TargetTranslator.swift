import Dragoman

/// Translates a session's segments into one language, one at a time.
final class TargetTranslator: Sendable {
  let target: LanguageTag
  private let signals: AsyncStream<Void>.Continuation
  private let task: Task<Void, Never>

  init(_ target: LanguageTag, of session: LiveSession) {
    self.target = target
    // Any number of signals is one.
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    signals = continuation
    task = Task { [weak session, engine = session.engine] in
      var progress: [SegmentID: SegmentProgress] = [:]
      for await _ in stream {
        while !Task.isCancelled, let work = await session?.nextWork(for: target) {
          switch work {
          case .wait(let duration):
            try? await Task.sleep(for: duration)
          case .translate(let job):
            var segment =
              progress[job.segment]
              ?? SegmentProgress(target: target, stability: job.stability, beamSize: job.beamSize)
            let result: Result<SegmentProgress.Display, any Error>
            do {
              try await segment.update(job.update, with: engine)
              result = .success(segment.display)
            } catch {
              result = .failure(error)
            }
            progress[job.segment] = job.update.isFinal ? nil : segment
            await session?.deliver(result, of: job, to: target)
          }
        }
      }
    }
  }

  func signal() { signals.yield() }

  func stop() {
    signals.finish()
    task.cancel()
  }
}
