/// One kind of document: told from others by its content, taken apart into units, and written again with their
/// translations in place.
///
/// A format is a value without state: all that a document needs lives in what `parse` returns. For new formats:
/// keep the bytes that are not text as the skeleton and write them back as they came, so that a document whose
/// units come back unchanged is the document itself.
public protocol DocumentFormat: Sendable {
  /// The name in options and reports, in lower case: `html`, `docx`, `xliff`.
  var name: String { get }

  /// The usual file name extensions, in lower case and without a dot; the first is given to new files.
  var fileExtensions: [String] { get }

  /// How sure the format is of a document, by content alone: names are compared by ``FormatRegistry``.
  func recognition(of sample: DocumentSample) -> Recognition

  /// Takes a document apart.
  /// - Throws: ``DocumentError`` for what is damaged, hostile or beyond `options.limits`.
  func parse(_ source: DocumentSource, options: DocumentOptions) throws(DocumentError) -> any ParsedDocument

  /// The file name extension of what documents are written as, where that is another kind of file than was read.
  func outputExtension(for options: DocumentOptions) -> String?

  /// What is written for source and translation side by side where nothing else is wanted; nil where the format itself
  /// has room for both, as subtitles have.
  var bilingualForm: BilingualForm? { get }
}

extension DocumentFormat {
  public func outputExtension(for options: DocumentOptions) -> String? { nil }

  public var bilingualForm: BilingualForm? { .text }
}
