/// What became of a document.
public struct DocumentReport: Sendable, Codable, Equatable {
  /// Something in a unit that a reader should look at.
  public struct Warning: Sendable, Codable, Equatable {
    public var unit: String
    /// For programs: a code of `TranslationWarning`, or `unsure_tag`, `untranslated_unit`, and of transcripts
    /// `cue_speed`, `cue_length`, `cue_repeated`, `cue_empty`; of messages `message_syntax`, `message_kept`; of
    /// catalogues `format_directive`.
    public var code: String
    /// For people, in English.
    public var message: String
    /// UTF-8 bytes of the unit's translation; nil where it is the unit as a whole.
    public var span: Range<Int>?
    /// UTF-8 bytes of the unit's text in the source; nil where it is the unit as a whole.
    public var source: Range<Int>?
    /// The cue of a transcript, counted from 1.
    public var cue: Int?

    public init(
      unit: String, code: String, message: String, span: Range<Int>? = nil, source: Range<Int>? = nil,
      cue: Int? = nil
    ) {
      self.unit = unit
      self.code = code
      self.message = message
      self.span = span
      self.source = source
      self.cue = cue
    }
  }

  public var file: String?
  public var format: String
  /// BCP 47.
  public var from: String
  /// BCP 47.
  public var to: String
  public var units = 0
  /// Of the source; a Han character or a kana counts as a word.
  public var words = 0
  /// Of the source, white space left out.
  public var characters = 0
  /// Units with something to translate that came back as they were.
  public var untranslated = 0
  /// Tags whose place is a guess.
  public var unsureTags = 0
  /// In the order of the document.
  public var warnings: [Warning] = []
  /// From reading to the written document.
  public var seconds = 0.0

  public init(file: String?, format: String, from: String, to: String) {
    self.file = file
    self.format = format
    self.from = from
    self.to = to
  }
}
