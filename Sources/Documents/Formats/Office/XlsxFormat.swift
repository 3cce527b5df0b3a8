import Dragoman
import Foundation

/// Spreadsheets: `.xlsx` and its templates.
///
/// Texts of cells are read, with their comments and the texts of drawings; formulas, numbers, dates and defined
/// names are left alone. The heading of a table's column is left alone too where a formula names it. Names of sheets
/// are translated where that is wanted, in formulas too.
public struct XlsxFormat: DocumentFormat {
  public let name = "xlsx"
  public let fileExtensions = ["xlsx", "xlsm", "xltx", "xltm"]
  public let bilingualForm: BilingualForm? = .docx

  private static let mainTypes = [
    "spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml", "spreadsheetml.template.main+xml",
    "ms-excel.template.macroEnabled.main+xml",
  ]

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    OfficeRecognition.recognition(of: sample, mainTypes: Self.mainTypes, folder: "xl/")
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    var reading = try OfficeReading(source, format: name, options: options)
    let main = try reading.mainPart(Self.mainTypes, kind: "spreadsheet")
    try reading.readSheetNames(main)
    let tables = try SheetTables(reading)
    var cells = OfficePartReader.Scope()
    cells.kept = tables.kept
    try reading.readAll(ofType: "spreadsheetml.sharedStrings+xml", cells)
    for name in reading.contents.names(ofType: "spreadsheetml.worksheet+xml") {
      // Most sheets have numbers of shared strings only, and many of them.
      guard let bytes = try reading.package.read(name),
        options.parts.contains(.sheetNames) || bytes.range(of: Data("inlineStr".utf8)) != nil
      else { continue }
      let part = try PackagePart(bytes, name: name, format: self.name, limits: options.limits)
      reading.read(part, cells)
    }
    reading.add(tables)
    if options.parts.contains(.comments) {
      try reading.readAll(ofType: "spreadsheetml.comments+xml", OfficePartReader.Scope())
      var threads = OfficePartReader.Scope()
      threads.plainElements = ["tc:text"]
      try reading.readAll(ofType: "ms-excel.threadedcomments+xml", threads)
    }
    var drawings = OfficePartReader.Scope()
    drawings.describedElements = ["xdr:cNvPr"]
    try reading.readAll(ofType: "officedocument.drawing+xml", drawings)
    for type in OfficeRecognition.drawingTypes { try reading.readAll(ofType: type, OfficePartReader.Scope()) }
    try reading.readMetadata()
    return try reading.document()
  }
}
