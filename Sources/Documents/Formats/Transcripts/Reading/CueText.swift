import Dragoman
import Foundation

/// What formats of lines have in common: bytes to characters, and back to a document.
enum CueText {
  static func document(
    _ source: DocumentSource, options: DocumentOptions, format: String,
    read: ([UInt8]) throws(DocumentError) -> TranscriptSource
  ) throws(DocumentError) -> any ParsedDocument {
    try options.limits.check(source, format: format)
    let encoding = TextEncoding(markOf: source.bytes) ?? .utf8(hasMark: false)
    let text = try encoding.decode(source.bytes, format: format)
    let transcript = try read(Array(text.utf8))
    guard transcript.cues.count <= options.limits.units else {
      throw DocumentError(
        .tooLarge, format: format,
        reason: "it has \(transcript.cues.count) cues, and the limit is \(options.limits.units)")
    }
    let document = TranscriptDocument(transcript, data: source.bytes, encoding: encoding, options: options)
    try options.limits.check(document.units, format: format)
    return document
  }

  static func plain(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// For markup in which `&` and `<` are not text.
  static func escaped(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += Array("&amp;".utf8)
      case UInt8(ascii: "<"): result += Array("&lt;".utf8)
      case UInt8(ascii: ">"): result += Array("&gt;".utf8)
      default: result.append(byte)
      }
    }
    return result
  }

  /// For subtitles without references: an arrow in a text would be taken for a time.
  static func withoutArrows(_ text: String) -> [UInt8] {
    Array(text.replacingOccurrences(of: "-->", with: "→").utf8)
  }
}
