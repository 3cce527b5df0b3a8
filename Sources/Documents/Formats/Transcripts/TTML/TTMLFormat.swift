/// Timed Text Markup Language (`.ttml`, `.dfxp`). Styles, regions, metadata and times stay as they are; the root says
/// the new language.
public struct TTMLFormat: DocumentFormat {
  public let name = "ttml"
  public let fileExtensions = ["ttml", "dfxp", "xml", "itt"]
  public let bilingualForm: BilingualForm? = nil

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    guard let root = sample.root, root.name == "tt" else { return .none }
    return root.namespace?.contains("/ttml") == true || root.namespace?.contains("/ttaf1") == true
      ? .certain : .likely
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    try CueText.document(source, options: options, format: name) { bytes throws(DocumentError) in
      let reader = TTMLReader(bytes)
      guard let language = reader.language else {
        throw DocumentError(.damaged, format: name, place: .line(1), reason: "has no element tt")
      }
      return TranscriptSource(
        format: name, bytes: bytes, cues: reader.cues,
        style: TranscriptStyle(
          lineEnd: reader.lineBreak, escape: CueText.escaped, repeatsText: true, isTimed: true),
        declaredLanguage: reader.declared,
        edits: { texts in
          let value = language.isNew ? " xml:lang=\"\(texts.target.code)\"" : texts.target.code
          return [SourceEdits.Edit(range: language.range, bytes: Array(value.utf8))]
        })
    }
  }
}
