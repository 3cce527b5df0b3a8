extension FormatRegistry {
  /// Every format of this library. Those that any text could be stand last.
  public static let standard = FormatRegistry([
    DocxFormat(), XlsxFormat(), PptxFormat(), HTMLFormat(), WebVTTFormat(), SubRipFormat(), SBVFormat(),
    TTMLFormat(), WhisperFormat(), MinutesFormat(), XLIFFFormat(), TMXFormat(), RESXFormat(), POFormat(),
    PlainTextFormat(),
    MarkdownFormat(),
  ])
}
