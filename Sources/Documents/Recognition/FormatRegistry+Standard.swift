extension FormatRegistry {
  /// Every format of this library. Those that any text could be stand last.
  public static let standard = FormatRegistry([
    DocxFormat(), XlsxFormat(), PptxFormat(), OpenDocumentFormat(.text), OpenDocumentFormat(.spreadsheet),
    OpenDocumentFormat(.presentation), OpenDocumentFormat(.drawing), EPUBFormat(), HTMLFormat(),
    WebVTTFormat(),
    SubRipFormat(), SBVFormat(), TTMLFormat(), WhisperFormat(), XLIFFFormat(), TMXFormat(), RESXFormat(),
    POFormat(),
    XCStringsFormat(), JSONFormat(), AppleStringsFormat(), MinutesFormat(), PlainTextFormat(),
    MarkdownFormat(),
    LaTeXFormat(), YAMLFormat(), PropertiesFormat(), TableFormat(), PDFFormat(),
  ])
}
