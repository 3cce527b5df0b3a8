/// What a session has said and a client may not have: every final, and of each segment's partials the newest.
struct Outbox: Sendable {
  struct Entry: Sendable {
    enum Kind: Sendable, Equatable {
      case partial(SegmentID, target: String)
      case lasting
    }

    var sequence: Int
    var kind: Kind
    var line: [UInt8]
    var time: ContinuousClock.Instant
  }

  /// How long what lasts is kept for a client that comes back without having acknowledged it.
  static let memory = Duration.seconds(600)
  static let limit = 20_000

  private(set) var entries: [Entry] = []
  private(set) var lastSequence: Int
  private var sent: Int
  /// Numbers of messages that are to come; nothing behind them is sent before.
  private var promised: [Int] = []

  init(lastSequence: Int = 0) {
    self.lastSequence = lastSequence
    sent = lastSequence
  }

  mutating func add(
    _ kind: Entry.Kind, at time: ContinuousClock.Instant, message: (_ sequence: Int) -> ServerMessage
  ) {
    lastSequence += 1
    if case .partial(let segment, let target) = kind { removePartial(of: segment, target: target) }
    entries.append(Entry(sequence: lastSequence, kind: kind, line: message(lastSequence).line, time: time))
    letGo(at: time)
  }

  /// The number of a message that is not ready yet.
  mutating func promise() -> Int {
    lastSequence += 1
    promised.append(lastSequence)
    return lastSequence
  }

  /// Puts a promised message, which lasts, in its place.
  mutating func keepPromise(_ sequence: Int, with message: ServerMessage, at time: ContinuousClock.Instant) {
    promised.removeAll { $0 == sequence }
    let place = entries.firstIndex { $0.sequence > sequence } ?? entries.endIndex
    entries.insert(Entry(sequence: sequence, kind: .lasting, line: message.line, time: time), at: place)
    letGo(at: time)
  }

  private mutating func letGo(at time: ContinuousClock.Instant) {
    let oldest = time - Self.memory
    // What was never sent stays, however old it is.
    entries.removeAll { $0.time < oldest && $0.sequence <= sent }
    if entries.count > Self.limit, let first = entries.first, first.sequence <= sent { entries.removeFirst() }
  }

  /// Puts back what was said in an earlier run.
  mutating func restore(_ message: ServerMessage, sequence: Int, at time: ContinuousClock.Instant) {
    guard sequence > lastSequence else { return }
    lastSequence = sequence
    entries.append(Entry(sequence: sequence, kind: .lasting, line: message.line, time: time))
  }

  mutating func removePartial(of segment: SegmentID, target: String) {
    let kind = Entry.Kind.partial(segment, target: target)
    guard let index = entries.lastIndex(where: { $0.kind == kind }) else { return }
    entries.remove(at: index)
  }

  mutating func next() -> [UInt8]? {
    // Ordered by sequence.
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].sequence <= sent { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, entries[low].sequence < promised.min() ?? .max else { return nil }
    sent = entries[low].sequence
    return entries[low].line
  }

  var isEmpty: Bool { promised.isEmpty && (entries.last?.sequence ?? 0) <= sent }

  /// Leaves out numbers that may have been used.
  mutating func raise(to sequence: Int) { lastSequence = max(lastSequence, sequence) }

  mutating func acknowledge(_ sequence: Int) {
    entries.removeAll { $0.sequence <= min(sequence, sent) && $0.kind == .lasting }
  }

  /// Starts again behind what the client has seen.
  mutating func rewind(to sequence: Int) { sent = min(max(sequence, 0), lastSequence) }
}
