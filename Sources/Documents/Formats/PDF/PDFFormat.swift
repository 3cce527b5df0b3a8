import Dragoman
import Foundation

/// PDF, read by poppler's programs and written as a document that can be edited: the text in reading order, as
/// paragraphs, headings, lists and tables. Pages, pictures and running heads are not kept.
public struct PDFFormat: DocumentFormat {
  public let name = "pdf"
  public let fileExtensions = ["pdf"]
  public let bilingualForm: BilingualForm? = .docx

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    // Readers allow for some bytes before the mark.
    sample.bytes.prefix(1024).range(of: Data("%PDF-".utf8)) != nil
      && (sample.hasPrefix("%PDF-") || sample.head == nil)
      ? .certain : .none
  }

  public func outputExtension(for options: DocumentOptions) -> String? { options.rebuilt.fileExtension }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    try options.limits.check(source, format: name)
    let poppler = try Poppler(source.bytes, limits: options.limits)
    defer { poppler.remove() }
    let words = try poppler.words()
    let text = PDFText(words: words, fonts: try poppler.fonts())
    let document = PDFDocument(text, images: poppler.imageCount(), options: options)
    guard text.pages.contains(where: { !$0.blocks.isEmpty }) else {
      throw DocumentError(
        .unsupported, file: source.name, format: name,
        reason: "its \(text.pages.count) pages hold no text, only pictures",
        advice: "have its text recognised first, for example: ocrmypdf IN.pdf OUT.pdf")
    }
    try options.limits.check(document.units, format: name)
    return document
  }
}
