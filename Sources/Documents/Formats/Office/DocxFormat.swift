/// Word processing: `.docx` and its templates.
///
/// Body, tables, headers, footers, notes, comments and text boxes are read; what pictures show is told by their
/// descriptions. Runs that look alike are one text, whatever else tells them apart; other looks are tags. Tracked
/// changes: what was inserted or moved to its place is text and stays an insertion, what was deleted or moved away
/// stays where it is and is not translated. The results of fields are translated unless they are computed, as page
/// numbers and dates are. Bytes that are not text come back as they were.
public struct DocxFormat: DocumentFormat {
  public let name = "docx"
  public let fileExtensions = ["docx", "docm", "dotx", "dotm"]
  public let bilingualForm: BilingualForm? = .docx

  private static let mainTypes = [
    "wordprocessingml.document.main+xml", "ms-word.document.macroEnabled.main+xml",
    "wordprocessingml.template.main+xml", "ms-word.template.macroEnabledTemplate.main+xml",
  ]

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    OfficeRecognition.recognition(of: sample, mainTypes: Self.mainTypes, folder: "word/")
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    var reading = try OfficeReading(source, format: name, options: options)
    let main = try reading.mainPart(Self.mainTypes, kind: "text document")
    var scope = OfficePartReader.Scope()
    scope.describedElements = ["wp:docPr"]
    try reading.read(main, scope)
    let types = ["header+xml", "footer+xml", "footnotes+xml", "endnotes+xml"]
    for type in types { try reading.readAll(ofType: "wordprocessingml.\(type)", scope) }
    if options.parts.contains(.comments) {
      try reading.readAll(ofType: "wordprocessingml.comments+xml", scope)
    }
    for type in OfficeRecognition.drawingTypes { try reading.readAll(ofType: type, OfficePartReader.Scope()) }
    try reading.readMetadata()
    try reading.readSettings(ofType: "wordprocessingml.styles+xml")
    return try reading.document()
  }
}
