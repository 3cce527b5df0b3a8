import ArgumentParser
import Documents
import Foundation

/// What kind of file is written for an input.
struct OutputType {
  /// Where it is another kind than was read: a PDF becomes a docx.
  var fileExtension: String?
  /// Source and translation side by side.
  var isBilingual = false

  init() {}

  /// What no screen shows goes beside its input.
  var isShown: Bool { fileExtension != "docx" }

  /// - Throws: `ValidationError` where the output's name is of a kind that nothing bilingual is written as.
  init(of input: TranslationInput, format name: String?, options: DocumentOptions, output path: String?)
    throws
  {
    guard let format = try Self.format(of: input, named: name, isWhole: options.bilingual != nil) else {
      return
    }
    fileExtension = options.outputExtension(for: format)
    isBilingual = options.bilingualForm(for: format) != nil
    guard isBilingual, let type = path.map({ ($0 as NSString).pathExtension }), !type.isEmpty,
      !type.contains("{"), BilingualForm(fileExtension: type) == nil
    else { return }
    throw ValidationError("--bilingual writes .docx, .html, .txt or .tmx, and not .\(type).")
  }

  /// - Parameter isWhole: the format has to be known of all documents, packed ones too.
  /// - Returns: nil where it can only be told by reading what cannot be read twice.
  private static func format(
    of input: TranslationInput, named name: String?, isWhole: Bool
  ) throws -> (any DocumentFormat)? {
    let registry = FormatRegistry.standard
    if let name { return try? registry.format(named: name) }
    guard case .file(let url) = input else { return PlainTextFormat() }
    guard let bytes = bytes(of: url, isWhole: isWhole) else { return nil }
    return (try? registry.format(of: DocumentSource(bytes, name: url.path))) ?? PlainTextFormat()
  }

  /// The first bytes of a file, or all; nil for pipes and folders, which cannot be read twice.
  private static func bytes(of url: URL, isWhole: Bool) -> Data? {
    let type = try? url.resourceValues(forKeys: [.isRegularFileKey])
    guard type?.isRegularFile == true else { return nil }
    if isWhole { return try? Data(contentsOf: url, options: .mappedIfSafe) }
    guard let file = try? FileHandle(forReadingFrom: url) else { return nil }
    defer { try? file.close() }
    return try? file.read(upToCount: 8192)
  }
}
