import Dragoman
import Live

/// What a client has said and cannot be sure that the server has kept.
struct LiveMemory {
  private(set) var configuration: SessionConfiguration?
  private var terms: [ClientMessage.TermChange] = []
  /// Segments that are not translated into all targets, in their order.
  private var open: [ClientMessage.SourceRevision] = []
  /// Targets that a segment has its final in.
  private var finals: [SegmentID: Set<LanguageTag>] = [:]
  /// Corrections that the server has not confirmed.
  private var corrections: [ClientMessage.Correction] = []
  private(set) var hasEnded = false
  private(set) var lastSequence = 0

  mutating func note(said message: ClientMessage) {
    switch message {
    case .config(let new): configuration = new
    case .source(let revision):
      if let place = open.firstIndex(where: { $0.segment == revision.segment }) {
        if revision.revision >= open[place].revision { open[place] = revision }
      } else {
        open.append(revision)
      }
    case .term(let term):
      terms.removeAll { $0.source == term.source && $0.language == term.language }
      terms.append(term)
    case .correct(let correction):
      corrections.removeAll { $0.segment == correction.segment && $0.target == correction.target }
      corrections.append(correction)
    case .flush(let segment):
      for place in open.indices where segment == nil || open[place].segment == segment {
        open[place].isFinal = true
      }
    case .end:
      for place in open.indices { open[place].isFinal = true }
      hasEnded = true
    case .hello, .ping, .ack: break
    }
  }

  mutating func note(heard message: ServerMessage) {
    switch message {
    case .partial(let partial): lastSequence = max(lastSequence, partial.sequence)
    case .final(let final):
      lastSequence = max(lastSequence, final.sequence)
      finals[final.segment, default: []].insert(final.target)
      guard let targets = configuration?.targets, finals[final.segment]?.isSuperset(of: targets) == true
      else {
        return
      }
      finals[final.segment] = nil
      open.removeAll { $0.segment == final.segment }
    case .revise(let revision):
      lastSequence = max(lastSequence, revision.sequence)
      corrections.removeAll {
        $0.segment == revision.segment && $0.target == revision.target && $0.text == revision.text
      }
    case .error(let failure):
      // It will not be taken the next time either.
      guard let segment = failure.segment, failure.retryAfter == nil else { return }
      corrections.removeAll { $0.segment == segment }
      if ["too_large", "final"].contains(failure.code) { open.removeAll { $0.segment == segment } }
    default: break
    }
  }

  /// Nothing that was heard counts any more: the session is not there, and another one is begun.
  mutating func beginAnew() { lastSequence = 0 }

  /// What has to be said again over a new connection.
  ///
  /// - Parameter ready: what the server knows.
  func toSayAgain(to ready: ServerMessage.Ready) -> [ClientMessage] {
    let known = Set(ready.finalSegments)
    var messages: [ClientMessage] = []
    if !ready.isResumed, let configuration { messages.append(.config(configuration)) }
    messages += terms.map(ClientMessage.term)
    messages += open.filter { !known.contains($0.segment) }.map(ClientMessage.source)
    messages += corrections.map(ClientMessage.correct)
    if hasEnded { messages.append(.end) }
    return messages
  }
}
