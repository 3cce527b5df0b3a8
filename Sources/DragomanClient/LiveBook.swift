import Dragoman
import Live

/// A live transcript as far as it has come, in all its languages.
package struct LiveBook: Sendable {
  package struct Rendering: Sendable, Equatable {
    package var stable = ""
    package var tail = ""
    package var isFinal = false

    package init(stable: String = "", tail: String = "", isFinal: Bool = false) {
      (self.stable, self.tail, self.isFinal) = (stable, tail, isFinal)
    }
  }

  package struct Entry: Sendable, Equatable {
    package var segment: SegmentID
    package var speaker: String?
    package var source: String
    package var isSourceFinal: Bool
    /// In the order of the targets.
    package var renderings: [Rendering]

    package var isDone: Bool { renderings.allSatisfy(\.isFinal) }
  }

  package private(set) var targets: [LanguageTag]
  /// What is not finished, or stands behind something that is not, in order.
  package private(set) var open: [Entry] = []

  package init(targets: [LanguageTag]) { self.targets = targets }

  package mutating func note(said message: ClientMessage) {
    guard case .source(let revision) = message else { return }
    if let place = place(of: revision.segment) {
      open[place].source = revision.text
      open[place].isSourceFinal = revision.isFinal
      open[place].speaker = revision.speaker ?? open[place].speaker
    } else {
      open.append(
        Entry(
          segment: revision.segment, speaker: revision.speaker, source: revision.text,
          isSourceFinal: revision.isFinal,
          renderings: targets.map { _ in Rendering() }))
    }
  }

  package mutating func note(heard message: ServerMessage) {
    switch message {
    case .partial(let partial):
      set(.init(stable: partial.stable, tail: partial.tail), of: partial.segment, partial.target)
    case .final(let final):
      set(.init(stable: final.text, isFinal: true), of: final.segment, final.target)
      if let place = place(of: final.segment) {
        (open[place].source, open[place].isSourceFinal) = (final.source, true)
      }
    case .revise(let revision):
      guard let place = place(of: revision.segment), let column = targets.firstIndex(of: revision.target)
      else {
        return
      }
      let isFinal = open[place].renderings[column].isFinal
      open[place].renderings[column] = Rendering(stable: revision.text, isFinal: isFinal)
    case .error(let failure):
      // Refused for good, and so it will not come.
      guard let segment = failure.segment, failure.retryAfter == nil, failure.code != "translation",
        let place = place(of: segment)
      else { return }
      open.remove(at: place)
    default: break
    }
  }

  /// Takes out what is finished, with all that stands before it.
  package mutating func takeFinished() -> [Entry] {
    let finished = Array(open.prefix { $0.isDone })
    open.removeFirst(finished.count)
    return finished
  }

  private mutating func set(_ rendering: Rendering, of segment: SegmentID, _ target: LanguageTag) {
    guard let place = place(of: segment), let column = targets.firstIndex(of: target) else { return }
    open[place].renderings[column] = rendering
  }

  /// The newest are asked for most.
  private func place(of segment: SegmentID) -> Int? { open.lastIndex { $0.segment == segment } }
}
