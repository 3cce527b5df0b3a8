/// Presentations: `.pptx`, its shows and templates.
///
/// Slides, tables, the titles of charts and diagrams are read, with notes and comments where they are wanted. Runs
/// that look alike are one text; other looks are tags. Slide numbers and dates are left alone, and so are hidden
/// slides.
public struct PptxFormat: DocumentFormat {
  public let name = "pptx"
  public let fileExtensions = ["pptx", "pptm", "ppsx", "ppsm", "potx", "potm"]
  public let bilingualForm: BilingualForm? = .docx

  private static let mainTypes = [
    "presentationml.presentation.main+xml", "presentationml.slideshow.main+xml",
    "presentationml.template.main+xml", "ms-powerpoint.presentation.macroEnabled.main+xml",
    "ms-powerpoint.slideshow.macroEnabled.main+xml", "ms-powerpoint.template.macroEnabled.main+xml",
  ]

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    OfficeRecognition.recognition(of: sample, mainTypes: Self.mainTypes, folder: "ppt/")
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    var reading = try OfficeReading(source, format: name, options: options)
    _ = try reading.mainPart(Self.mainTypes, kind: "presentation")
    var scope = OfficePartReader.Scope()
    scope.describedElements = ["p:cNvPr"]
    for slide in reading.contents.names(ofType: "presentationml.slide+xml") {
      guard let part = try reading.part(slide) else { continue }
      let isHidden = part.tree.root.flatMap { part.tree.value("show", of: $0) } == "0"
      if !isHidden || options.parts.contains(.hidden) { reading.read(part, scope) }
    }
    if options.parts.contains(.notes) {
      try reading.readAll(ofType: "presentationml.notesSlide+xml", OfficePartReader.Scope())
    }
    for type in OfficeRecognition.drawingTypes { try reading.readAll(ofType: type, OfficePartReader.Scope()) }
    if options.parts.contains(.comments) {
      var comments = OfficePartReader.Scope()
      comments.plainElements = ["p:text"]
      try reading.readAll(ofType: "presentationml.comments+xml", comments)
    }
    try reading.readMetadata()
    return try reading.document()
  }
}
