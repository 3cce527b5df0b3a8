import Dragoman
import Foundation

extension LiveSession {
  /// A segment's revision to translate.
  struct Job: Sendable {
    var segment: SegmentID
    var revision: Int
    var stability: Stability
    var beamSize: Int
    var update: SegmentProgress.Update
    var arrival: ContinuousClock.Instant
  }

  enum Work: Sendable {
    case translate(Job)
    /// Nothing before this time.
    case wait(Duration)
  }

  /// What a target's translator does next; nil until something comes.
  func nextWork(for target: LanguageTag) -> Work? {
    var wait: Duration?
    var newest: LiveSegment?
    for id in open {
      guard let segment = segments[id], let rendering = segment.renderings[target.code], !rendering.isFinal
      else { continue }
      if let due = rendering.due.first, !rendering.isLocked {
        if segment.isFinal { return .translate(job(segment, due, to: target)) }
        if newest.map({ segment.arrival > $0.arrival }) ?? true { newest = segment }
        continue
      }
      if segment.isFinal { return .translate(job(segment, to: target)) }
      guard segment.configuration.stability == .fast, !rendering.isLocked,
        rendering.sourceRevision.map({ segment.revision > $0 }) ?? true
      else { continue }
      if let left = timeLeft(rendering, segment) {
        wait = min(wait ?? left, left)
      } else if newest.map({ segment.arrival > $0.arrival }) ?? true {
        newest = segment
      }
    }
    guard let newest else { return wait.map { .wait($0) } }
    if let due = newest.renderings[target.code]?.due.first { return .translate(job(newest, due, to: target)) }
    return .translate(job(newest, to: target))
  }

  private func job(_ segment: LiveSegment, to target: LanguageTag) -> Job {
    Job(
      segment: segment.id, revision: segment.revision, stability: segment.configuration.stability,
      beamSize: limits.beamSize,
      update: SegmentProgress.Update(
        text: segment.text, from: segment.language ?? target, isFinal: segment.isFinal,
        terms: terms[target] ?? [:], glossaries: glossaries, domain: segment.configuration.domain,
        style: segment.configuration.textStyle, context: context(of: segment)),
      arrival: segment.arrival)
  }

  /// What the same speaker has said before, where that is settled.
  private func context(of segment: LiveSegment) -> String {
    guard let place = order.lastIndex(of: segment.id), place > 0, let before = segments[order[place - 1]],
      before.isFinal, before.speaker == segment.speaker, before.language == segment.language
    else { return "" }
    return String(before.text.suffix(Self.contextCharacters))
  }

  private static let contextCharacters = 300

  private func job(_ segment: LiveSegment, _ due: LiveSegment.Snapshot, to target: LanguageTag) -> Job {
    var job = job(segment, to: target)
    (job.revision, job.update.text, job.update.isFinal) = (due.revision, due.text, false)
    job.arrival = due.arrival
    return job
  }

  /// Until the next partial of a segment may come; nil where it may now.
  private func timeLeft(_ rendering: LiveSegment.Rendering, _ segment: LiveSegment) -> Duration? {
    guard let last = rendering.lastPartial else { return nil }
    let interval = min(limits.interval, segment.configuration.maxLag ?? limits.interval)
    let left = last + interval - clock.now
    return left > .zero ? left : nil
  }

  /// Takes what a translator has made.
  func deliver(_ result: Result<SegmentProgress.Display, any Error>, of job: Job, to target: LanguageTag)
    async
  {
    guard let segment = segments[job.segment], var rendering = segment.renderings[target.code],
      !rendering.isFinal
    else {
      return
    }
    rendering.sourceRevision = job.revision
    rendering.due.removeAll { $0.revision <= job.revision }
    guard !rendering.isLocked else {
      segments[job.segment]?.renderings[target.code] = rendering
      if job.update.isFinal { await finish(segment, rendering, .init(stable: rendering.text), job, target) }
      return
    }
    switch result {
    case .failure(is CancellationError):
      return
    case .failure(let error):
      segments[job.segment]?.renderings[target.code] = rendering
      say(.error(.init(code: "translation", message: String(describing: error), segment: job.segment)))
      // Nothing is lost: the source stands where its translation should.
      if job.update.isFinal {
        await finish(
          segment, rendering, .init(stable: job.update.text, checks: ["not translated"]), job, target)
      }
    case .success(let display) where job.update.isFinal:
      await finish(segment, rendering, display, job, target)
    case .success(let display):
      show(segment.id, rendering, display, job, target)
    }
  }

  private func show(
    _ id: SegmentID, _ rendering: LiveSegment.Rendering, _ display: SegmentProgress.Display, _ job: Job,
    _ target: LanguageTag
  ) {
    var rendering = rendering
    rendering.lastPartial = clock.now
    defer { segments[id]?.renderings[target.code] = rendering }
    guard display.text != rendering.text else { return }
    measures.erased += ReadingUnits.erased(rendering.text, by: display.text)
    measures.partials += 1
    rendering.text = display.text
    rendering.revision += 1
    let revision = rendering.revision
    outbox.add(.partial(id, target: target.code), at: clock.now) { sequence in
      .partial(
        .init(
          sequence: sequence, segment: id, revision: revision, sourceRevision: job.revision, target: target,
          stable: display.stable, tail: display.tail))
    }
    wake()
  }

  private func finish(
    _ segment: LiveSegment, _ rendering: LiveSegment.Rendering, _ display: SegmentProgress.Display,
    _ job: Job,
    _ target: LanguageTag
  ) async {
    var rendering = rendering
    if !rendering.isLocked {
      measures.erased += ReadingUnits.erased(rendering.text, by: display.text)
      rendering.text = display.text
    }
    rendering.revision += 1
    rendering.isFinal = true
    let lag = clock.now - job.arrival
    measures.note(final: rendering.text, lag: lag)
    let text = rendering.text
    let final = ServerMessage.Final(
      sequence: outbox.promise(), segment: segment.id, revision: rendering.revision, target: target,
      text: text, source: segment.text, language: segment.language, speaker: segment.speaker,
      start: segment.start, end: segment.end,
      terms: job.update.terms.filter { job.update.text.contains($0.key) && text.contains($0.value) }.map(
        \.value
      ).sorted(),
      checks: display.checks
        + (segment.isOfUnknownLanguage ? ["not translated: the language is not known"] : []),
      confidence: display.scores.isEmpty
        ? nil : (exp(display.scores.reduce(0, +) / Double(display.scores.count)) * 1000).rounded() / 1000,
      lag: lag.milliseconds)
    segments[segment.id]?.renderings[target.code] = rendering
    outbox.removePartial(of: segment.id, target: target.code)
    // A client never has a final that the journal could lack. Where it cannot be written, its source has been.
    if let journal { try? await journal.append(.final(final), session: id) }
    outbox.keepPromise(final.sequence, with: .final(final), at: clock.now)
    let isDone = segments[segment.id]?.isDone == true
    if let statistics = measures.statisticsIfDue(queue: open.count - (isDone ? 1 : 0), at: clock.now) {
      say(.stats(statistics))
    }
    if isDone { closeSegment(segment.id) }
    wake()
  }
}
