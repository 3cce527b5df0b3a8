import Dragoman

/// A segment as a session keeps it.
struct LiveSegment: Sendable {
  struct Rendering: Sendable {
    var revision = 0
    /// Of the source that was translated last.
    var sourceRevision: Int?
    var text = ""
    var isFinal = false
    var isLocked = false
    var lastPartial: ContinuousClock.Instant?
    /// Texts that have to be translated one after the other before anything newer is.
    var due: [Snapshot] = []
  }

  /// A revision as it came.
  struct Snapshot: Sendable {
    var revision: Int
    var text: String
    var arrival: ContinuousClock.Instant
  }

  let id: SegmentID
  var revision: Int
  var text: String
  var isFinal: Bool
  var speaker: String?
  var language: LanguageTag?
  /// Whether a client said so, or the session's configuration.
  var isLanguageGiven: Bool
  var start: Double?
  var end: Double?
  /// When the latest revision came.
  var arrival: ContinuousClock.Instant
  /// As they were when the segment began.
  let configuration: SessionConfiguration
  /// Says which revisions are translated.
  var milestones = Milestones()
  /// By target.
  var renderings: [String: Rendering]

  /// What has letters and no language stays as it is.
  var isOfUnknownLanguage: Bool { language == nil && text.contains(where: \.isLetter) }

  var isDone: Bool { isFinal && renderings.values.allSatisfy(\.isFinal) }
}
