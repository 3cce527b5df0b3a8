import Dragoman

/// What the server says, one JSON object each, told apart by `type`.
public enum ServerMessage: Sendable, Equatable {
  case ready(Ready)
  case partial(Partial)
  case final(Final)
  case revise(Revision)
  case detected(segment: SegmentID, language: LanguageTag, confidence: Double)
  case stats(Statistics)
  /// How many more segments may be begun before others are done.
  case flow(credits: Int)
  case warn(code: String, message: String)
  case error(Failure)
  case pong(time: Double?)
  case done(Summary)

  public struct Ready: Sendable, Equatable, Codable {
    public struct Limits: Sendable, Equatable, Codable {
      public var lineBytes: Int
      public var segmentCharacters: Int
      public var openSegments: Int
      public var targets: Int

      private enum CodingKeys: String, CodingKey {
        case lineBytes = "line_bytes"
        case segmentCharacters = "segment_chars"
        case openSegments = "open_segments"
        case targets
      }
    }

    public var session: String
    public var resumeToken: String
    /// Whether an earlier session goes on.
    public var isResumed: Bool
    /// Of a resumed session: the segments that have been taken as final and need not be sent again.
    public var finalSegments: [SegmentID]
    public var limits: Limits
    /// The language pairs that single models translate: `zh-en`.
    public var models: [String]

    private enum CodingKeys: String, CodingKey {
      case session, limits, models
      case resumeToken = "resume_token"
      case isResumed = "resumed"
      case finalSegments = "final_segs"
    }
  }

  /// A translation of a segment that is not final.
  public struct Partial: Sendable, Equatable, Codable {
    public var sequence: Int
    public var segment: SegmentID
    /// Counts the translations of this segment.
    public var revision: Int
    /// The revision of the source that it translates.
    public var sourceRevision: Int
    public var target: LanguageTag
    /// Not likely to change; never changes with ``Stability/append``.
    public var stable: String
    /// Goes on behind `stable`, white space included, and may change.
    public var tail: String

    private enum CodingKeys: String, CodingKey {
      case target, stable, tail
      case sequence = "seq"
      case segment = "seg"
      case revision = "rev"
      case sourceRevision = "src_rev"
    }
  }

  public struct Final: Sendable, Equatable, Codable {
    public var sequence: Int
    public var segment: SegmentID
    public var revision: Int
    public var target: LanguageTag
    public var text: String
    public var source: String
    /// The language of `source`.
    public var language: LanguageTag?
    public var speaker: String?
    public var start: Double?
    public var end: Double?
    /// Terms of the session that are in it.
    public var terms: [String]
    /// What a reader should look at.
    public var checks: [String]
    /// The model's probability by token, 0...1.
    public var confidence: Double?
    /// From the arrival of the final source to this message.
    public var lag: Int

    private enum CodingKeys: String, CodingKey {
      case target, text, speaker, terms, checks, confidence
      case sequence = "seq"
      case segment = "seg"
      case revision = "rev"
      case source = "src"
      case language = "lang"
      case start = "t0"
      case end = "t1"
      case lag = "lag_ms"
    }
  }

  /// A final that changes after all.
  public struct Revision: Sendable, Equatable, Codable {
    public enum Reason: String, Sendable, Codable { case term, human, context }

    public var sequence: Int
    public var segment: SegmentID
    public var revision: Int
    public var target: LanguageTag
    public var text: String
    public var reason: Reason

    private enum CodingKeys: String, CodingKey {
      case target, text, reason
      case sequence = "seq"
      case segment = "seg"
      case revision = "rev"
    }
  }

  public struct Statistics: Sendable, Equatable, Codable {
    /// Segments that are waiting for a translation.
    public var queue: Int
    /// Milliseconds; nil before the first final.
    public var lagMedian: Int?
    public var lag95: Int?
    /// Characters taken back, by characters of the finals.
    public var normalizedErasure: Double

    private enum CodingKeys: String, CodingKey {
      case queue
      case lagMedian = "lag_p50"
      case lag95 = "lag_p95"
      case normalizedErasure = "ne"
    }
  }

  public struct Failure: Sendable, Equatable, Codable {
    public var code: String
    public var message: String
    /// The connection is closed behind it.
    public var isFatal: Bool
    /// Seconds.
    public var retryAfter: Double?
    public var segment: SegmentID?

    public init(
      code: String, message: String, isFatal: Bool = false, retryAfter: Double? = nil,
      segment: SegmentID? = nil
    ) {
      (self.code, self.message, self.isFatal) = (code, message, isFatal)
      (self.retryAfter, self.segment) = (retryAfter, segment)
    }

    private enum CodingKeys: String, CodingKey {
      case code, message
      case isFatal = "fatal"
      case retryAfter = "retry_after"
      case segment = "seg"
    }
  }

  public struct Summary: Sendable, Equatable, Codable {
    public var segments: Int
    /// Finals of all targets.
    public var finals: Int
    public var partials: Int
    public var statistics: Statistics
  }
}
