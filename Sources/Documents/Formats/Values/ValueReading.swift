import Dragoman
import Foundation

/// What readers of values have in common.
package enum ValueReading {
  /// Decoded to UTF-8 without its mark, and how it is encoded again.
  static func text(
    _ source: DocumentSource, format: String, limits: DocumentLimits
  ) throws(DocumentError) -> (bytes: [UInt8], encode: @Sendable ([UInt8]) -> Data) {
    try limits.check(source, format: format)
    let encoding = TextEncoding(markOf: source.bytes) ?? .utf8(hasMark: false)
    let text = try encoding.decode(source.bytes, format: format)
    return (Array(text.utf8), { encoding.encode($0) })
  }

  static func document(_ source: ValueDocument.Source, options: DocumentOptions) throws(DocumentError)
    -> ValueDocument
  {
    guard source.slots.count <= options.limits.units else {
      throw DocumentError(
        .tooLarge, format: source.format,
        reason: "it has \(source.slots.count) values, and the limit is \(options.limits.units)")
    }
    let document = ValueDocument(source, options: options)
    try options.limits.check(document.units, format: source.format)
    return document
  }

  /// The language that a key is the code of: `en`, `pt-BR`, `zh_Hans`; no name and no other word.
  package static func language(ofKey key: String) -> LanguageTag? {
    let parts = key.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
    guard let first = parts.first, (2...3).contains(first.utf8.count),
      first.utf8.allSatisfy({ (0x61...0x7A).contains($0) }), parts.count <= 3,
      parts.dropFirst().allSatisfy({ (2...4).contains($0.utf8.count) })
    else { return nil }
    return try? LanguageTag(key)
  }

  /// The target's code in the manner of the source's: `zh_Hans` beside `en_GB`.
  static func code(_ target: LanguageTag, like key: String) -> String {
    key.contains("_") ? target.code.replacingOccurrences(of: "-", with: "_") : target.code
  }

  /// Whether a document that says `declared` is translated from there.
  static func isSource(_ declared: LanguageTag, _ options: DocumentOptions) -> Bool {
    declared != options.target && (options.source ?? declared).language == declared.language
  }

  /// Non-ASCII characters are escaped in this source.
  static func escapesNonASCII(_ bytes: [UInt8]) -> Bool {
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return false }
    var index = 0
    while index + 5 < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      if bytes[index + 1] | 0x20 == UInt8(ascii: "u"),
        bytes[index + 2..<index + 6].contains(where: { $0 != 0x30 }),
        bytes[index + 2] != 0x30 || bytes[index + 3] != 0x30
          || bytes[index + 4] &- 0x38 < 2 || bytes[index + 4] | 0x20 >= 0x61
      {
        return true
      }
      index += 2
    }
    return false
  }
}
