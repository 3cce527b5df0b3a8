import Dragoman
import Foundation
import Live
import Testing

/// A client in a test.
struct Talk {
  let connection: LiveConnection
  private(set) var heard: [ServerMessage] = []
  private(set) var isClosed = false

  init(_ sessions: LiveSessions, glossaries: (any GlossaryFinding)? = nil) {
    connection = LiveConnection(sessions: sessions, glossaries: glossaries)
  }

  mutating func say(_ messages: ClientMessage...) async {
    for message in messages { await connection.receive(message.line) }
  }

  /// Reads until a message is as wanted, or the connection closes.
  @discardableResult
  mutating func hear(until isLast: (ServerMessage) -> Bool) async throws -> ServerMessage? {
    while let line = await connection.next() {
      let message = try ServerMessage(line: line)
      heard.append(message)
      if isLast(message) { return message }
    }
    isClosed = true
    return nil
  }

  mutating func hearAll() async throws { try await hear { _ in false } }

  /// Final texts in the order they came.
  func finals(_ target: String = "zh") -> [String] {
    heard.compactMap {
      if case .final(let final) = $0, final.target.code == target { final.text } else { nil }
    }
  }

  var partials: [ServerMessage.Partial] {
    heard.compactMap { if case .partial(let partial) = $0 { partial } else { nil } }
  }

  var failures: [ServerMessage.Failure] {
    heard.compactMap { if case .error(let failure) = $0 { failure } else { nil } }
  }

  var ready: ServerMessage.Ready? {
    heard.lazy.compactMap { if case .ready(let ready) = $0 { ready } else { nil } }.first
  }
}

extension ClientMessage {
  static func said(
    _ segment: Int, _ revision: Int, _ text: String, final: Bool = false, speaker: String? = nil
  ) -> ClientMessage {
    .source(
      SourceRevision(
        segment: .number(segment), revision: revision, text: text, isFinal: final, speaker: speaker))
  }

  static func configuration(
    _ stability: Stability = .balanced, to targets: [LanguageTag] = [.chinese],
    from source: LanguageTag? = .english
  ) -> ClientMessage {
    .config(SessionConfiguration(source: source, targets: targets, stability: stability))
  }
}

extension ServerMessage {
  var isPartial: Bool { if case .partial = self { true } else { false } }
  var isFinal: Bool { if case .final = self { true } else { false } }
  var isDone: Bool { if case .done = self { true } else { false } }
  var isReady: Bool { if case .ready = self { true } else { false } }
  var isError: Bool { if case .error = self { true } else { false } }
  var sequence: Int? {
    switch self {
    case .partial(let value): value.sequence
    case .final(let value): value.sequence
    case .revise(let value): value.sequence
    default: nil
    }
  }
}

/// Limits without waiting between partials.
func promptly(_ change: (inout LiveLimits) -> Void = { _ in }) -> LiveLimits {
  var limits = LiveLimits()
  limits.interval = .zero
  change(&limits)
  return limits
}
