import Dragoman

/// One live transcript on its way into one or several languages.
///
/// Revisions of segments come in, translations go out. For each target a translator of its own takes up what is to
/// be done next: finals in their order first, then the newest revision of what is being spoken. So what comes too
/// fast is never queued: the revisions in between are skipped.
public actor LiveSession {
  public nonisolated let id: String
  let engine: any LiveEngine
  let limits: LiveLimits
  let clock = ContinuousClock()
  private(set) var configuration: SessionConfiguration?
  var segments: [SegmentID: LiveSegment] = [:]
  /// Those that are not done yet, in their order.
  var open: [SegmentID] = []
  /// All that are kept, in their order.
  var order: [SegmentID] = []
  private var begun = 0
  /// By target language and source.
  var terms: [LanguageTag: [String: String]] = [:]
  /// Those that the configuration names.
  private(set) var glossaries: [Glossary] = []
  var outbox: Outbox
  var measures = SessionMeasures()
  private var translators: [String: TargetTranslator] = [:]
  private var hasEnded = false
  /// A connection ends when it has sent what there is.
  var isShuttingDown = false
  private var isSummarised = false
  private var lastLanguage: LanguageTag?
  /// Called when there is something to send.
  private var listener: (id: Int, wake: @Sendable () -> Void)?
  private var listeners = 0
  let journal: (any SessionJournal)?
  private static let claimed = 2000
  private var lastClaimed = 0
  /// Since when nobody is connected; nil while somebody is.
  private(set) var absentSince: ContinuousClock.Instant?

  init(
    id: String, engine: any LiveEngine, limits: LiveLimits, journal: (any SessionJournal)?,
    lastSequence: Int = 0
  ) {
    (self.id, self.engine, self.limits, self.journal) = (id, engine, limits, journal)
    outbox = Outbox(lastSequence: lastSequence)
  }

  // MARK: - The connection

  /// A connection begins to listen; one that listened before hears no more.
  func attach(after sequence: Int?, wake: @escaping @Sendable () -> Void) -> Int {
    listeners += 1
    let former = listener
    listener = (listeners, wake)
    absentSince = nil
    if let sequence {
      // A journal may not know the last of what its session had said; a client's word counts no further than that.
      outbox.raise(to: min(sequence, outbox.lastSequence + Self.claimed))
      outbox.rewind(to: sequence)
    }
    former?.wake()
    return listeners
  }

  func detach(_ id: Int) {
    guard listener?.id == id else { return }
    listener = nil
    absentSince = clock.now
  }

  func isAttached(_ id: Int) -> Bool { listener?.id == id }

  func nextLine(for id: Int) -> [UInt8]? { listener?.id == id ? outbox.next() : nil }

  var isFinished: Bool { (isSummarised || isShuttingDown) && outbox.isEmpty }

  /// Nothing more will ever come of it.
  var isOver: Bool { isSummarised && outbox.isEmpty }

  func wake() {
    claimNumbers()
    listener?.wake()
  }

  /// Writes down which numbers messages may have, ahead of their use: a session that is restored gives none twice.
  private func claimNumbers() {
    guard let journal, outbox.lastSequence + Self.claimed / 2 > lastClaimed else { return }
    lastClaimed = outbox.lastSequence + Self.claimed
    Task { [lastClaimed, id] in try? await journal.append(.sequence(lastClaimed), session: id) }
  }

  func say(_ message: ServerMessage) {
    outbox.add(.lasting, at: clock.now) { _ in message }
    wake()
  }

  // MARK: - Messages

  func configure(_ new: SessionConfiguration) async throws(SessionFault) {
    guard new.targets.count <= limits.targets else {
      throw SessionFault(code: "too_many_targets", "more than \(limits.targets) target languages")
    }
    guard Set(new.targets.map(\.code)).count == new.targets.count else {
      throw SessionFault(code: "invalid", "a target language comes twice")
    }
    if let source = new.source {
      for target in new.targets where target.language != source.language {
        if let gap = engine.gap(from: source, to: target) { throw SessionFault(code: "no_route", gap) }
      }
    }
    try await journal(.configuration(new))
    if configuration == nil { say(.flow(credits: credits)) }
    if new.domain != nil, !engine.hasDomains {
      say(.warn(code: "domain", message: "domain: nothing here belongs to domains"))
    }
    apply(new)
  }

  /// - Parameter unknown: names of the configuration that stand for none.
  func use(_ found: [Glossary], unknown: [String]) {
    glossaries = found
    for name in unknown {
      say(
        .warn(code: "glossary", message: "glossary_ids: there is no glossary “\(name)”, or it is another's"))
    }
  }

  private func apply(_ new: SessionConfiguration) {
    configuration = new
    for target in new.targets where translators[target.code] == nil {
      translators[target.code] = TargetTranslator(target, of: self)
    }
  }

  func take(_ revision: ClientMessage.SourceRevision) async throws(SessionFault) {
    guard let configuration else {
      throw SessionFault(code: "no_config", "config comes before source", segment: revision.segment)
    }
    guard !hasEnded else {
      throw SessionFault(code: "ended", "the session has been ended", segment: revision.segment)
    }
    guard revision.text.count <= limits.segmentCharacters else {
      throw SessionFault(
        code: "too_large",
        "\(revision.text.count) characters in a segment, \(limits.segmentCharacters) are taken",
        segment: revision.segment)
    }
    if let known = segments[revision.segment] {
      guard !known.isFinal else {
        throw SessionFault(code: "final", "the segment is final: correct changes it", segment: known.id)
      }
      // A revision that was overtaken on its way.
      guard revision.revision > known.revision || revision.isFinal && revision.revision == known.revision
      else { return }
    } else if open.count >= limits.openSegments {
      throw SessionFault(
        code: "flow", "\(open.count) segments wait to be translated: send this one again later",
        retryAfter: 1,
        segment: revision.segment)
    }
    if revision.isFinal { try await journal(.source(revision)) }
    store(revision, configuration)
    signal()
  }

  private func store(_ revision: ClientMessage.SourceRevision, _ configuration: SessionConfiguration) {
    let text = configuration.mode == .clean ? Hesitations.removed(from: revision.text) : revision.text
    let given = revision.language ?? configuration.source
    if var segment = segments[revision.segment] {
      (segment.revision, segment.text, segment.isFinal) = (revision.revision, text, revision.isFinal)
      segment.speaker = revision.speaker ?? segment.speaker
      (segment.start, segment.end) = (revision.start ?? segment.start, revision.end ?? segment.end)
      segment.arrival = clock.now
      if let language = revision.language { (segment.language, segment.isLanguageGiven) = (language, true) }
      note(&segment)
      segments[segment.id] = segment
    } else {
      var segment = LiveSegment(
        id: revision.segment, revision: revision.revision, text: text,
        isFinal: revision.isFinal, speaker: revision.speaker, language: given, isLanguageGiven: given != nil,
        start: revision.start, end: revision.end, arrival: clock.now, configuration: configuration,
        renderings: Dictionary(
          configuration.targets.map { ($0.code, LiveSegment.Rendering()) },
          uniquingKeysWith: { first, _ in first }))
      note(&segment)
      segments[revision.segment] = segment
      begun += 1
      order.append(revision.segment)
      open.append(revision.segment)
    }
    detectLanguage(of: revision.segment)
  }

  /// Puts down a revision that has to be translated in its turn.
  private func note(_ segment: inout LiveSegment) {
    guard segment.configuration.stability.leansOnTheLast, !segment.isFinal,
      segment.milestones.reaches(segment.text)
    else { return }
    let snapshot = LiveSegment.Snapshot(
      revision: segment.revision, text: segment.text, arrival: segment.arrival)
    for target in segment.renderings.keys {
      var due = segment.renderings[target]?.due ?? []
      due.append(snapshot)
      // Far behind, what nobody will see is not worth its time.
      if due.count > limits.milestonesDue { due.removeFirst() }
      segment.renderings[target]?.due = due
    }
  }

  private func detectLanguage(of id: SegmentID) {
    guard var segment = segments[id], !segment.isLanguageGiven else { return }
    if let found = engine.language(of: segment.text) {
      if found.language != segment.language {
        let message = ServerMessage.detected(
          segment: id, language: found.language, confidence: found.confidence)
        say(message)
      }
      segment.language = found.language
      lastLanguage = found.language
    } else {
      segment.language = segment.language ?? lastLanguage
    }
    segments[id] = segment
  }

  func change(_ term: ClientMessage.TermChange) async throws(SessionFault) {
    guard term.language != nil || configuration != nil else {
      throw SessionFault(code: "invalid", "lang: a term before config names its language")
    }
    guard !term.source.isEmpty, term.source.count <= 500, (term.target ?? "").count <= 500 else {
      throw SessionFault(code: "invalid", "source: a term has 1 to 500 characters")
    }
    guard term.operation == .remove || term.target?.isEmpty == false else {
      throw SessionFault(code: "invalid", "target: a term that is added needs one")
    }
    try await journal(.term(term))
    apply(term)
  }

  private func apply(_ term: ClientMessage.TermChange) {
    for language in term.language.map({ [$0] }) ?? configuration?.targets ?? [] {
      terms[language, default: [:]][term.source] = term.operation == .add ? term.target : nil
    }
  }

  func correct(_ correction: ClientMessage.Correction) async throws(SessionFault) {
    guard let segment = segments[correction.segment] else {
      throw SessionFault(code: "no_segment", "there is no such segment", segment: correction.segment)
    }
    guard segment.renderings[correction.target.code] != nil else {
      throw SessionFault(
        code: "no_target", "the segment is not translated to \(correction.target.code)",
        segment: correction.segment)
    }
    try await journal(.correction(correction))
    apply(correction)
  }

  private func apply(_ correction: ClientMessage.Correction) {
    guard var rendering = segments[correction.segment]?.renderings[correction.target.code] else { return }
    rendering.text = correction.text
    rendering.isLocked = correction.locks
    rendering.revision += 1
    segments[correction.segment]?.renderings[correction.target.code] = rendering
    let revision = rendering.revision
    outbox.removePartial(of: correction.segment, target: correction.target.code)
    outbox.add(.lasting, at: clock.now) { sequence in
      .revise(
        .init(
          sequence: sequence, segment: correction.segment, revision: revision, target: correction.target,
          text: correction.text, reason: .human))
    }
    wake()
    signal()
  }

  /// What is open counts as final from now on.
  func flush(_ id: SegmentID?) async throws(SessionFault) {
    if let id, segments[id] == nil {
      throw SessionFault(code: "no_segment", "there is no such segment", segment: id)
    }
    for open in id.map({ [$0] }) ?? open {
      guard let segment = segments[open], !segment.isFinal else { continue }
      try await journal(
        .source(
          .init(
            segment: segment.id, revision: segment.revision, text: segment.text, isFinal: true,
            speaker: segment.speaker, language: segment.isLanguageGiven ? segment.language : nil,
            start: segment.start, end: segment.end)))
      segments[open]?.isFinal = true
      segments[open]?.arrival = clock.now
    }
    signal()
  }

  func acknowledge(_ sequence: Int) { outbox.acknowledge(sequence) }

  func end() async throws(SessionFault) {
    try await flush(nil)
    hasEnded = true
    finishIfDone()
  }

  /// The segments that need not be sent again.
  var finalSegments: [SegmentID] { order.filter { segments[$0]?.isFinal ?? false } }

  var credits: Int { max(0, limits.openSegments - open.count) }

  // MARK: - Ends

  func signal() {
    for translator in translators.values { translator.signal() }
  }

  func closeSegment(_ id: SegmentID) {
    guard let place = open.firstIndex(of: id) else { return }
    let before = credits
    open.remove(at: place)
    if before < limits.openSegments / 2, credits >= limits.openSegments / 2 { say(.flow(credits: credits)) }
    if order.count > limits.keptSegments, let oldest = order.first, segments[oldest]?.isDone == true {
      order.removeFirst()
      segments[oldest] = nil
    }
    finishIfDone()
  }

  private func finishIfDone() {
    guard hasEnded, open.isEmpty, !isSummarised else { return }
    isSummarised = true
    let summary = measures.summary(segments: begun)
    say(.done(summary))
    stop()
  }

  /// Ends the translators; what is not translated stays so.
  func stop() {
    for translator in translators.values { translator.stop() }
  }

  // MARK: - The journal

  private func journal(_ entry: JournalEntry) async throws(SessionFault) {
    guard let journal else { return }
    do {
      try await journal.append(entry, session: id)
    } catch {
      throw SessionFault(code: "journal", "the session's journal cannot be written: \(error)", retryAfter: 5)
    }
  }

  /// Takes up what a journal has of an earlier run.
  func restore(_ entries: [JournalEntry]) {
    for entry in entries {
      switch entry {
      case .configuration(let new): apply(new)
      case .source(let revision):
        if let configuration, segments[revision.segment]?.isFinal != true { store(revision, configuration) }
      case .term(let term): apply(term)
      case .correction(let correction): apply(correction)
      case .final(let final): restore(final)
      case .sequence(let sequence): lastClaimed = max(lastClaimed, sequence)
      }
    }
    outbox.raise(to: lastClaimed)
    // What was shown of these had lower numbers, and revisions.
    for id in open {
      for (target, rendering) in segments[id]?.renderings ?? [:] where !rendering.isFinal {
        segments[id]?.renderings[target]?.revision = outbox.lastSequence
      }
    }
    absentSince = clock.now
    signal()
  }

  private func restore(_ final: ServerMessage.Final) {
    guard var rendering = segments[final.segment]?.renderings[final.target.code] else { return }
    (rendering.text, rendering.revision, rendering.isFinal) = (final.text, final.revision, true)
    segments[final.segment]?.renderings[final.target.code] = rendering
    outbox.restore(.final(final), sequence: final.sequence, at: clock.now)
    if segments[final.segment]?.isDone == true { closeSegment(final.segment) }
  }
}
