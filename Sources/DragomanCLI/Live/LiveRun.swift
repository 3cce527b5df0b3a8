import Dragoman
import DragomanClient
import Foundation
import Live

/// A live session from its first line to its last: what is said goes to the session, what it says to the view.
actor LiveRun {
  /// Segments that may wait to be translated before no more is read.
  private static let ahead = 64

  private let channel: any LineChannel
  private let view: any LiveView
  private var book: LiveBook
  private(set) var finals: [ServerMessage.Final] = []
  /// Sources as they were said last, of what is not translated.
  private var said: [SegmentID: ClientMessage] = [:]
  private var waiting: CheckedContinuation<Void, Never>?
  private var isOver = false

  init(_ channel: any LineChannel, targets: [LanguageTag], view: any LiveView) {
    (self.channel, self.view, book) = (channel, view, LiveBook(targets: targets))
  }

  /// Runs to the end of the input, or until the task is cancelled; what was said by then is translated.
  ///
  /// - Throws: what the input or the channel throws.
  func run(_ opening: [ClientMessage], input: LiveInput, feed: LiveFeed, showsUnfinished: Bool) async throws {
    for message in opening { try await channel.send(message) }
    let speaking = Task { try await self.speak(input, feed, showsUnfinished) }
    let listening = Task {
      defer { speaking.cancel() }
      try await self.listen()
    }
    let spoken = await withTaskCancellationHandler {
      await speaking.result
    } onCancel: {
      speaking.cancel()
    }
    // Not a part of what was cancelled: what was said is still to be translated.
    _ = await Task { try? await self.channel.send(.end) }.value
    try await listening.value
    do { try spoken.get() } catch is CancellationError {}
  }

  private func speak(_ input: LiveInput, _ feed: LiveFeed, _ showsUnfinished: Bool) async throws {
    var feed = feed
    while let bytes = try await input.next() {
      for item in feed.take(bytes, showsUnfinished: showsUnfinished) {
        guard try await say(item) else { return }
      }
    }
    for item in feed.end() { guard try await say(item) else { return } }
  }

  /// - Returns: false where nothing more is to be said.
  private func say(_ item: LiveFeed.Item) async throws -> Bool {
    switch item {
    case .complaint(let line, let reason): view.note("input, line \(line): \(reason)")
    case .message(.end): return false
    case .message(.config):
      view.note("input: config is left out, the languages are those of the command line")
    case .message(.hello), .message(.ping), .message(.ack): break
    case .message(let message):
      while book.open.count(where: { $0.isSourceFinal }) >= Self.ahead, !isOver {
        await withCheckedContinuation { waiting = $0 }
      }
      try Task.checkCancellation()
      if case .source(let revision) = message { said[revision.segment] = message }
      book.note(said: message)
      try view.show(finished: [], open: book.open)
      try await channel.send(message)
    }
    return true
  }

  private func listen() async throws {
    defer {
      isOver = true
      goOn()
    }
    while let message = try await channel.receive() {
      try view.heard(message)
      try await take(message)
      if case .done = message { break }
    }
    await channel.close()
  }

  private func take(_ message: ServerMessage) async throws {
    book.note(heard: message)
    switch message {
    case .final(let final):
      finals.append(final)
      said[final.segment] = nil
    case .revise(let revision): correct(revision)
    case .warn(let code, let message): view.note("\(message) (\(code))")
    case .error(let failure): try await bear(failure)
    case .partial, .ready, .detected, .stats, .flow, .pong, .done: break
    }
    let finished = book.takeFinished()
    try view.show(finished: finished, open: book.open)
    goOn()
  }

  private func correct(_ revision: ServerMessage.Revision) {
    guard
      let place = finals.lastIndex(where: { $0.segment == revision.segment && $0.target == revision.target })
    else { return }
    finals[place].text = revision.text
    view.note("segment \(revision.segment) now reads: \(revision.text)")
  }

  private func bear(_ failure: ServerMessage.Failure) async throws {
    guard let pause = failure.retryAfter, let segment = failure.segment, let message = said[segment] else {
      return view.note("\(failure.message) (\(failure.code))")
    }
    try await Task.sleep(for: .seconds(min(pause, 10)))
    try await channel.send(message)
  }

  private func goOn() {
    waiting?.resume()
    waiting = nil
  }
}
