import Foundation
import Glibc

/// Legacy encodings by the C library.
enum IconvDecoder {
  /// The text of `bytes`; nil when the encoding is unknown or the bytes are not in it.
  static func text(_ bytes: Data, from name: String) -> String? {
    guard !name.isEmpty, name.utf8.count <= 40, name.utf8.allSatisfy({ isNameByte($0) }) else { return nil }
    guard let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var input = Array(bytes).map { CChar(bitPattern: $0) }
    // No encoding in use has a byte that becomes more than four.
    var output = [CChar](repeating: 0, count: input.count * 4 + 16)
    var (left, room) = (input.count, output.count)
    let status = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var (from, to) = (input.baseAddress, output.baseAddress)
        return iconv(converter, &from, &left, &to, &room)
      }
    }
    guard status != Int(bitPattern: UInt.max), left == 0 else { return nil }
    return String(
      validating: output[..<(output.count - room)].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    UnicodeScalar(byte).properties.isAlphabetic || (0x30...0x39).contains(byte) || byte == 0x2D
      || byte == 0x5F
  }
}
