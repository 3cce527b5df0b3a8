import Dragoman

/// What a client says, one JSON object each, told apart by `type`.
public enum ClientMessage: Sendable, Equatable {
  case hello(Hello)
  case config(SessionConfiguration)
  case source(SourceRevision)
  case term(TermChange)
  case correct(Correction)
  /// Translates what is held back, of one segment or of all, as if it were final.
  case flush(SegmentID?)
  case ping(time: Double?)
  /// Everything up to this number has arrived.
  case ack(sequence: Int)
  /// Nothing more will come; the session ends when all is translated.
  case end

  /// Opens a session, or takes one up again.
  public struct Hello: Sendable, Equatable, Codable {
    /// The protocol's version: 1.
    public var version: Int
    public var auth: String?
    public var session: String?
    public var resumeToken: String?
    public var lastSequence: Int?

    public init(
      version: Int = 1, auth: String? = nil, session: String? = nil, resumeToken: String? = nil,
      lastSequence: Int? = nil
    ) {
      (self.version, self.auth, self.session) = (version, auth, session)
      (self.resumeToken, self.lastSequence) = (resumeToken, lastSequence)
    }

    private enum CodingKeys: String, CodingKey {
      case auth, session
      case version = "v"
      case resumeToken = "resume_token"
      case lastSequence = "last_seq"
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      version = try container.decodeIfPresent(Int.self, forKey: .version) ?? 1
      auth = try container.decodeIfPresent(String.self, forKey: .auth)
      session = try container.decodeIfPresent(String.self, forKey: .session)
      resumeToken = try container.decodeIfPresent(String.self, forKey: .resumeToken)
      lastSequence = try container.decodeIfPresent(Int.self, forKey: .lastSequence)
    }
  }

  /// A segment's text as it is now; a higher revision takes the place of the one before.
  public struct SourceRevision: Sendable, Equatable, Codable {
    public var segment: SegmentID
    public var revision: Int
    public var text: String
    public var isFinal: Bool
    public var speaker: String?
    public var language: LanguageTag?
    /// Seconds of the recording.
    public var start: Double?
    public var end: Double?

    public init(
      segment: SegmentID, revision: Int, text: String, isFinal: Bool, speaker: String? = nil,
      language: LanguageTag? = nil, start: Double? = nil, end: Double? = nil
    ) {
      (self.segment, self.revision, self.text, self.isFinal) = (segment, revision, text, isFinal)
      (self.speaker, self.language, self.start, self.end) = (speaker, language, start, end)
    }

    private enum CodingKeys: String, CodingKey {
      case text, speaker
      case segment = "seg"
      case revision = "rev"
      case isFinal = "final"
      case language = "lang"
      case start = "t0"
      case end = "t1"
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      segment = try container.decode(SegmentID.self, forKey: .segment)
      revision = try container.decodeIfPresent(Int.self, forKey: .revision) ?? 0
      text = try container.decode(String.self, forKey: .text)
      isFinal = try container.decodeIfPresent(Bool.self, forKey: .isFinal) ?? false
      speaker = try container.decodeIfPresent(String.self, forKey: .speaker)
      language = try container.decodeIfPresent(LanguageTag.self, forKey: .language)
      start = try container.decodeIfPresent(Double.self, forKey: .start)
      end = try container.decodeIfPresent(Double.self, forKey: .end)
    }
  }

  /// A term that holds from now on, or no longer.
  public struct TermChange: Sendable, Equatable, Codable {
    public enum Operation: String, Sendable, Codable { case add, remove }

    public var operation: Operation
    public var source: String
    /// Not needed to remove one.
    public var target: String?
    /// The language of `target`; nil for all that the session has.
    public var language: LanguageTag?

    public init(_ operation: Operation, source: String, target: String? = nil, language: LanguageTag? = nil) {
      (self.operation, self.source, self.target, self.language) = (operation, source, target, language)
    }

    private enum CodingKeys: String, CodingKey {
      case source, target
      case operation = "op"
      case language = "lang"
    }
  }

  /// A person's own translation of a segment.
  public struct Correction: Sendable, Equatable, Codable {
    public var segment: SegmentID
    public var target: LanguageTag
    public var text: String
    /// Nothing else may change it from now on.
    public var locks: Bool

    public init(segment: SegmentID, target: LanguageTag, text: String, locks: Bool = true) {
      (self.segment, self.target, self.text, self.locks) = (segment, target, text, locks)
    }

    private enum CodingKeys: String, CodingKey {
      case target, text
      case segment = "seg"
      case locks = "lock"
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      segment = try container.decode(SegmentID.self, forKey: .segment)
      target = try container.decode(LanguageTag.self, forKey: .target)
      text = try container.decode(String.self, forKey: .text)
      locks = try container.decodeIfPresent(Bool.self, forKey: .locks) ?? true
    }
  }
}
