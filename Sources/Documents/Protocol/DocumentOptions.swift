import Dragoman

/// How a document is read. Formats use what concerns them.
public struct DocumentOptions: Sendable, Hashable, Codable {
  /// Parts that not every user wants translated.
  public enum Part: String, Sendable, Hashable, Codable, CaseIterable {
    /// Descriptions of pictures, titles and placeholders of fields.
    case alternativeTexts
    /// Title, description and the like, told of the document as a whole.
    case metadata
    /// Readers' comments.
    case comments
    /// Names of sheets, which formulas may refer to.
    case sheetNames
    /// Speakers' notes.
    case notes
    /// What a document hides: hidden sheets, slides, text.
    case hidden
  }

  /// What is written for a document whose own kind cannot be: a PDF.
  public enum RebuiltForm: String, Sendable, Hashable, Codable, CaseIterable {
    case docx
    case markdown

    public var fileExtension: String { self == .docx ? "docx" : "md" }
  }

  /// The language of the text; nil where it is to be told from the text.
  public var source: LanguageTag?
  public var target: LanguageTag
  public var parts: Set<Part> = [.alternativeTexts, .metadata, .comments, .notes]
  /// For documents of keys and values.
  public var keys = KeyFilter()
  /// For tables of text: the columns to translate; nil leaves the choice to the format.
  public var columns: [ColumnChoice]?
  /// Names, acronyms and terms are rendered alike throughout. What a text becomes then depends on the others.
  public var keepsTerms = false
  /// Translations that the document already has (XLIFF, po, TMX) are made anew.
  public var replacesTranslations = false
  public var rebuilt = RebuiltForm.docx
  /// Source and translation side by side instead of the translated document; subtitles have both in their cues.
  public var bilingual: BilingualForm?
  public var transcripts = TranscriptOptions()
  public var limits = DocumentLimits()

  public init(source: LanguageTag? = nil, target: LanguageTag) {
    self.source = source
    self.target = target
  }
}
