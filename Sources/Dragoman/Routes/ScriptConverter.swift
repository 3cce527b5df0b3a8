import COpenCC
import Foundation
import Synchronization

/// One of OpenCC's conversions, its dictionaries loaded. Safe to share.
///
/// What a text is turned into depends on the text between two protected spans and on nothing else.
package final class ScriptConverter: Sendable {
  package let conversion: ScriptConversion
  private let handle: Mutex<Handle>

  /// What only one thread at a time may touch.
  private struct Handle: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  /// - Throws: `TranslatorError.scriptConversionMissing` where OpenCC's data are not installed.
  package init(_ conversion: ScriptConversion) throws(TranslatorError) {
    var pointer: OpaquePointer?
    guard dragoman_opencc_open(conversion.rawValue, &pointer) == 0, let pointer else {
      throw .scriptConversionMissing(name: conversion.rawValue)
    }
    self.conversion = conversion
    handle = Mutex(Handle(pointer: pointer))
  }

  deinit {
    handle.withLock { dragoman_opencc_close($0.pointer) }
  }

  /// The text in the other script; everything that is not Chinese stays as it is.
  package func convert(_ text: String) -> String {
    // The C interface ends at NUL, and most of the world's text is not Chinese.
    guard text.unicodeScalars.contains(where: \.isHan) else { return text }
    return text.split(separator: "\0", omittingEmptySubsequences: false).map { convertPart(String($0)) }
      .joined(separator: "\0")
  }

  private func convertPart(_ text: String) -> String {
    var text = text
    var output: UnsafeMutablePointer<CChar>?
    var length = 0
    let status = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        handle.withLock {
          dragoman_opencc_convert($0.pointer, characters.baseAddress, characters.count, &output, &length)
        }
      }
    }
    defer { free(output) }
    guard status == 0, let output else { return text }
    return output.withMemoryRebound(to: UInt8.self, capacity: length) {
      String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self)
    }
  }
}

extension ScriptConverter {
  /// Converts what stands between the protected spans; they stay byte for byte.
  package func convert(_ passage: Passage) -> Passage {
    let bytes = Array(passage.text.utf8)
    var text = ""
    var length = 0
    var spans: [ProtectedSpan] = []
    var position = 0
    for span in passage.spans {
      text += convert(String(decoding: bytes[position..<span.range.lowerBound], as: UTF8.self))
      length = text.utf8.count
      text += span.text
      spans.append(
        ProtectedSpan(kind: span.kind, range: length..<length + span.text.utf8.count, text: span.text))
      position = span.range.upperBound
    }
    text += convert(String(decoding: bytes[position...], as: UTF8.self))
    return Passage(text: text, spans: spans)
  }

  /// Whether the text is already in the script that would come out: it has more characters that only this
  /// script uses than the other.
  func isDone(_ text: String) -> Bool {
    let variants = ChineseVariants(text.unicodeScalars)
    return conversion.makesTraditional
      ? variants.traditional > variants.simplified : variants.traditional <= variants.simplified
  }
}
