/// How much a session may hold.
public struct LiveLimits: Sendable, Equatable {
  public var lineBytes = 65_536
  /// Characters of one segment.
  public var segmentCharacters = 20_000
  /// Segments that have begun and are not translated.
  public var openSegments = 256
  /// Segments of which a session keeps source and translation; the oldest are let go.
  public var keptSegments = 50_000
  public var targets = 16
  public var sessions = 256
  /// How long a session without a connection waits to be taken up.
  public var absence = Duration.seconds(600)
  /// How long a connection may say nothing.
  public var silence = Duration.seconds(60)
  /// The least time between two partials of a segment.
  public var interval = Duration.milliseconds(300)
  /// Updates of a segment that may be behind before the oldest are left out.
  public var milestonesDue = 12
  /// Hypotheses for whole sentences.
  public var beamSize = 4

  public init() {}
}
