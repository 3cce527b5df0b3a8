import Documents
import Dragoman
import Foundation

/// What a text or a document says, without its tags.
enum DocumentText {
  /// Longer ones are told by their beginning.
  private static let longest = 100_000

  /// - Throws: `InputError`, `DocumentError`.
  static func of(_ input: TranslationInput, _ bytes: Data) throws -> String {
    guard input.path != nil else { return try input.text(of: bytes) }
    let source = DocumentSource(bytes, name: input.path)
    let registry = FormatRegistry.standard
    guard let format = try? registry.format(of: source), !(format is PlainTextFormat) else {
      return try input.text(of: bytes)
    }
    let document = try format.parse(source, options: DocumentOptions(target: .english))
    var text = ""
    for unit in document.units where text.utf8.count < longest { text += unit.text + "\n" }
    return text
  }
}
