/// A paragraph, heading, cell, attribute or value of a document: what a translator sees at a time.
///
/// Sentences are the engine's affair; a unit holds as many as its paragraph does. What a reader sees as one
/// paragraph has to be one unit, however many runs, tags or source lines it is made of.
public struct DocumentUnit: Sendable, Hashable, Codable {
  /// Where the unit is, the same at every reading of the same document: `body/p[12]`, `sheet1/B7`, `menu.file.open`.
  public var id: String
  /// The text as its reader sees it: entities resolved, white space collapsed unless ``preservesSpace``. A line
  /// end in it ends a sentence, so a break that does not is a space here and a tag.
  public var text: String
  /// In the order of the document: offsets never fall, pairs are well nested, ids are unique.
  public var tags: [InlineTag]
  /// What tells like texts apart: a heading above, a message context, a key.
  public var context: String?
  /// Remarks for translators.
  public var notes: [String]
  /// White space is meant as it stands.
  public var preservesSpace: Bool
  /// The format divides the translation again, as over cues, and has to know which words became which.
  public var needsAlignment = false

  public init(
    id: String, text: String, tags: [InlineTag] = [], context: String? = nil, notes: [String] = [],
    preservesSpace: Bool = false
  ) {
    self.id = id
    self.text = text
    self.tags = tags
    self.context = context
    self.notes = notes
    self.preservesSpace = preservesSpace
  }
}
