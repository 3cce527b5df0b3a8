import Dragoman
import Foundation

/// Plays a recording into a session as a recogniser would have sent it, and notes when what came back.
public struct Replay: Sendable {
  public var configuration: SessionConfiguration
  /// 1 is the recording's own pace, 2 twice as fast.
  public var speed: Double
  public var auth: String?
  private static let pingInterval = Duration.seconds(15)

  public init(_ configuration: SessionConfiguration, speed: Double = 1, auth: String? = nil) {
    (self.configuration, self.speed, self.auth) = (configuration, speed, auth)
  }

  /// - Parameter seen: called for every message with the recording's time.
  /// - Throws: ``ReplayError``, what the channel throws, `CancellationError`.
  public func run(
    _ recording: Recording, over channel: any LineChannel,
    seen: (@Sendable (ServerMessage, Double) -> Void)? = nil
  ) async throws -> ReplayTrace {
    let clock = ContinuousClock()
    try await channel.send(.hello(.init(auth: auth)))
    try await channel.send(.config(configuration))
    let begin = clock.now
    let speed = speed
    let time: @Sendable () -> Double = { (clock.now - begin).seconds * speed }
    return try await withThrowingTaskGroup(of: [ReplayTrace.Event].self) { group in
      group.addTask {
        try await play(recording, over: channel, from: begin)
        return []
      }
      group.addTask {
        var events: [ReplayTrace.Event] = []
        while let message = try await channel.receive() {
          let now = time()
          seen?(message, now)
          if case .error(let failure) = message, failure.isFatal || failure.code == "no_route" {
            throw ReplayError.refused(failure.message)
          }
          events.append(.init(time: now, message: message))
          if case .done = message { break }
        }
        return events
      }
      group.addTask {
        while (try? await Task.sleep(for: Self.pingInterval)) != nil {
          try await channel.send(.ping(time: time()))
        }
        return []
      }
      var events: [ReplayTrace.Event] = []
      for try await part in group where !part.isEmpty {
        events = part
        group.cancelAll()
      }
      await channel.close()
      return ReplayTrace(recording: recording, events: events, speed: speed)
    }
  }

  private func play(
    _ recording: Recording, over channel: any LineChannel, from begin: ContinuousClock.Instant
  ) async throws {
    for (number, segment) in recording.segments.enumerated() {
      var text = ""
      for (index, word) in segment.words.enumerated() {
        text += word.text
        try await Task.sleep(until: begin + .seconds(word.time / speed), clock: .continuous)
        let isFinal = index == segment.words.count - 1
        try await channel.send(
          .source(
            .init(
              segment: .number(number), revision: index + 1, text: text, isFinal: isFinal,
              speaker: segment.speaker,
              start: segment.start, end: isFinal ? segment.end : nil)))
      }
    }
    try await channel.send(.end)
  }
}

/// Why a recording was not played to its end.
public enum ReplayError: Error, CustomStringConvertible {
  case refused(String)

  public var description: String {
    switch self {
    case .refused(let reason): "the session was refused: \(reason)"
    }
  }
}
