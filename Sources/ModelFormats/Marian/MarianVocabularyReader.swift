import Foundation
import Tokenization

/// Reads a Marian vocabulary: YAML with a line `token: id` for each token.
///
/// A YAML parser makes a node of every token and compares all keys, which takes a hundred times as long and
/// as much memory; these files have one line a token and nothing else.
package struct MarianVocabularyReader {
  private let file: String
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  /// Unescaped tokens in the file's order.
  private var text: [UInt8] = []
  private var entries: [(id: Int, range: Range<Int>)] = []

  package init(data: Data, file: String) {
    self.file = file
    bytes = [UInt8](data)
    text.reserveCapacity(data.count)
  }

  /// The tokens in the order of their ids, which are 0 and up without gaps.
  /// - Throws: `ModelFormatError` naming the line and the byte.
  package mutating func read() throws -> TokenList {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    while index < bytes.count {
      try readLine()
      line += 1
    }
    var places = [Int](repeating: -1, count: entries.count)
    for (place, entry) in entries.enumerated() {
      guard places.indices.contains(entry.id), places[entry.id] < 0 else {
        throw ModelFormatError(
          .invalid, file: file, field: "id \(entry.id)",
          reason: places.indices.contains(entry.id)
            ? "two tokens have it" : "\(entries.count) tokens leave some of the ids before it without a token"
        )
      }
      places[entry.id] = place
    }
    var tokens = TokenList(byteCapacity: text.count)
    for place in places {
      tokens.append(text[entries[place].range])
      tokens.endToken()
    }
    return tokens
  }

  private mutating func readLine() throws {
    let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    defer { index = end + 1 }
    let lineEnd = end > index && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
    skipSpace(lineEnd)
    let rest = bytes[index..<lineEnd]
    if rest.isEmpty || rest.first == UInt8(ascii: "#") || rest.elementsEqual("---".utf8) { return }
    let start = text.count
    switch bytes[index] {
    case UInt8(ascii: "\""): try doubleQuoted(lineEnd)
    case UInt8(ascii: "'"): try singleQuoted(lineEnd)
    default: try plain(lineEnd)
    }
    let token = start..<text.count
    skipSpace(lineEnd)
    guard index < lineEnd, bytes[index] == UInt8(ascii: ":") else { throw error("a colon belongs here") }
    index += 1
    skipSpace(lineEnd)
    entries.append((try id(lineEnd), token))
  }

  private mutating func id(_ end: Int) throws -> Int {
    let start = index
    while index < end, (0x30...0x39).contains(bytes[index]) { index += 1 }
    guard index > start, index - start <= 9,
      let id = Int(String(decoding: bytes[start..<index], as: UTF8.self))
    else { throw error("an id belongs here") }
    skipSpace(end)
    guard index == end || bytes[index] == UInt8(ascii: "#") else { throw error("something follows the id") }
    guard entries.count < VocabularyFile.maximumTokens else { throw error("too many tokens") }
    return id
  }

  /// Up to the first colon that a space follows.
  private mutating func plain(_ end: Int) throws {
    let start = index
    guard !"&*!|>%@`[]{},".utf8.contains(bytes[index]) else {
      throw error("YAML wants a token that begins so in quotes")
    }
    while index < end {
      if bytes[index] == UInt8(ascii: ":"), index + 1 == end || isSpace(bytes[index + 1]) { break }
      index += 1
    }
    guard index < end else { throw error("the line has no colon and no id") }
    var last = index
    while last > start, isSpace(bytes[last - 1]) { last -= 1 }
    text.append(contentsOf: bytes[start..<last])
  }

  private mutating func singleQuoted(_ end: Int) throws {
    index += 1
    while index < end {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "'") {
        guard index < end, bytes[index] == UInt8(ascii: "'") else { return }
        index += 1
      }
      text.append(byte)
    }
    throw error("the quote has no end on its line")
  }

  private mutating func doubleQuoted(_ end: Int) throws {
    index += 1
    while index < end {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return
      case UInt8(ascii: "\\"): try escape(end)
      default: text.append(byte)
      }
    }
    throw error("the quote has no end on its line")
  }

  private mutating func escape(_ end: Int) throws {
    guard index < end else { throw error("the quote has no end on its line") }
    let code = bytes[index]
    index += 1
    switch code {
    case UInt8(ascii: "x"): try scalar(digits: 2, end)
    case UInt8(ascii: "u"): try scalar(digits: 4, end)
    case UInt8(ascii: "U"): try scalar(digits: 8, end)
    default:
      guard let value = Self.escapes[code] else { throw error("an escape that YAML does not have") }
      text.append(contentsOf: String(value).utf8)
    }
  }

  private mutating func scalar(digits: Int, _ end: Int) throws {
    guard index + digits <= end,
      let value = UInt32(String(decoding: bytes[index..<(index + digits)], as: UTF8.self), radix: 16),
      let scalar = UnicodeScalar(value)
    else { throw error("\(digits) hexadecimal digits of a character belong here") }
    index += digits
    text.append(contentsOf: String(scalar).utf8)
  }

  private static let escapes: [UInt8: UnicodeScalar] = [
    UInt8(ascii: "0"): "\0", UInt8(ascii: "a"): "\u{7}", UInt8(ascii: "b"): "\u{8}",
    UInt8(ascii: "t"): "\t", UInt8(ascii: "n"): "\n", UInt8(ascii: "v"): "\u{B}",
    UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "r"): "\r", UInt8(ascii: "e"): "\u{1B}",
    UInt8(ascii: " "): " ", UInt8(ascii: "\""): "\"", UInt8(ascii: "/"): "/",
    UInt8(ascii: "\\"): "\\", UInt8(ascii: "N"): "\u{85}", UInt8(ascii: "_"): "\u{A0}",
    UInt8(ascii: "L"): "\u{2028}", UInt8(ascii: "P"): "\u{2029}",
  ]

  private mutating func skipSpace(_ end: Int) {
    while index < end, isSpace(bytes[index]) { index += 1 }
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private func error(_ reason: String) -> ModelFormatError {
    ModelFormatError(
      index < bytes.count ? .invalid : .truncated, file: file, field: "line \(line)", offset: index,
      reason: "not a vocabulary with a line \"token: id\" for each token: \(reason)")
  }
}
